from renda.kernel.access.links import OneTimeLink

__all__ = ["OneTimeLink"]

"""人大办: the work system for the office of a township people's congress."""

__version__ = "0.1.0"

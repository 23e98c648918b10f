"""Message channels: each module has ``KEY``, ``LABEL`` and ``send(delivery, setting) -> problem``."""

from __future__ import annotations

from renda.kernel.notices.channels import sms, webhook

CHANNELS = {module.KEY: module for module in (sms, webhook)}


def send(delivery, setting) -> str:
    """Send over the delivery's channel; the empty string means it arrived, else the problem in Chinese."""
    return CHANNELS[delivery.channel].send(delivery, setting)

"""A group robot (DingTalk, WeCom and the like take this text form)."""

from __future__ import annotations

import os

from renda.kernel.notices.channels.http import post_json

KEY = "webhook"
LABEL = "工作群机器人"


def send(delivery, setting) -> str:
    notice = delivery.notice
    body = {"msgtype": "text", "text": {"content": f"人大办：{notice.title}\n{notice.body}"}}
    return post_json(setting.address, body, os.environ.get(setting.secret_name, ""))

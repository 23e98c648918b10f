"""Short messages through the county's or the operator's HTTP gateway."""

from __future__ import annotations

import os

from renda.kernel.notices.channels.http import post_json

KEY = "sms"
LABEL = "短信"


def send(delivery, setting) -> str:
    phone = delivery.person.phone if delivery.person else getattr(delivery.unit, "phone", "")
    if not phone:
        return "没有登记手机号"
    body = {"phone": phone, "text": f"【人大办】{delivery.notice.title}"}
    return post_json(setting.address, body, os.environ.get(setting.secret_name, ""))

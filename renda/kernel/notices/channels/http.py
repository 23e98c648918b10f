"""One small JSON POST, shared by the message channels."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

TIMEOUT_SECONDS = 8


def post_json(address: str, body: dict, token: str = "") -> str:
    """POST ``body``; the empty string on a 2xx answer, else the problem in Chinese."""
    if not address.startswith(("http://", "https://")):
        return "接口地址应以 http:// 或 https:// 开头"
    request = urllib.request.Request(
        address,
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"} | ({"Authorization": token} if token else {}),
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            return "" if 200 <= answer.status < 300 else f"对方返回 {answer.status}"
    except urllib.error.HTTPError as error:
        return f"对方返回 {error.code}"
    except (OSError, ValueError):
        return "连接不上接口地址，请检查网络和设置"

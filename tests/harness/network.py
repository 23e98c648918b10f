"""No test reaches beyond this computer."""

from __future__ import annotations

import ipaddress
import socket

_real_connect = socket.socket.connect
_real_connect_ex = socket.socket.connect_ex
_real_getaddrinfo = socket.getaddrinfo


class NetworkBlocked(AssertionError):
    """Code under test tried to reach another computer."""


def is_local(host: object) -> bool:
    """True for this computer's own names and addresses."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        text = host.decode() if isinstance(host, bytes) else str(host)
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _check(sock: socket.socket, address: object) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
        raise NetworkBlocked(f"测试不能访问网络：{address!r}")


def _connect(sock: socket.socket, address):
    _check(sock, address)
    return _real_connect(sock, address)


def _connect_ex(sock: socket.socket, address):
    _check(sock, address)
    return _real_connect_ex(sock, address)


def _getaddrinfo(host, *args, **kwargs):
    if not is_local(host):
        raise NetworkBlocked(f"测试不能访问网络：{host!r}")
    return _real_getaddrinfo(host, *args, **kwargs)


def block() -> None:
    """Refuse every connection that leaves this computer, for the rest of the process."""
    socket.socket.connect = _connect
    socket.socket.connect_ex = _connect_ex
    socket.getaddrinfo = _getaddrinfo

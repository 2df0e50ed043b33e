"""Who is at the other end of a loopback connection.

On a shared host every user reaches every loopback port. Linux knows the owner
of each TCP socket, so a server can tell its own user from another: it asks the
kernel, or reads ``/proc/net/tcp`` (``man 5 proc``). Where neither answers,
everyone is let in, and ``course doctor`` says so.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import struct
import sys
from functools import cache
from pathlib import Path

Address = tuple[str, int]
_SOCK_DIAG, _BY_FAMILY, _ALL_STATES = 4, 20, 0xFFFFFFFF
_HEADER = struct.Struct("=IHHII")  # struct nlmsghdr
_UID_AT = 16 + 4 + 48 + 12  # nlmsghdr, states, inet_diag_sockid, expires and queues
_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))


@cache
def can_tell() -> bool:
    """Whether this machine lists the owners of its sockets: try one of ours."""
    if not hasattr(os, "getuid") or not _TABLES[0].exists():
        return False
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address) as client:
            return owner(client.getsockname(), address) == os.getuid()


def same_user(client: Address, server: Address) -> bool:
    """Whether the socket ``client``, connected to ``server``, is our user's.

    True on machines that keep no list of owners; false when the socket is no
    longer in the list: a client that has gone needs no answer.
    """
    return not can_tell() or owner(client, server) == os.getuid()


def owner(client: Address, server: Address) -> int | None:
    """Return the user id of the socket ``client`` -> ``server``, if listed.

    The kernel finds one socket at once (``man 7 sock_diag``); the table of all
    of them is read only where it does not answer.
    """
    try:
        return _ask_kernel(client, server)
    except OSError:
        return _look_up(client, server)


def _ask_kernel(client: Address, server: Address) -> int | None:
    """Ask for one TCP socket; `OSError` where the kernel takes no such question."""
    if not hasattr(socket, "AF_NETLINK"):
        raise OSError("no netlink here")
    kind = socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG
    with socket.socket(*kind) as kernel:
        kernel.settimeout(1)
        kernel.send(_question(client, server))
        answer = kernel.recv(8192)
    kind_of_answer = _HEADER.unpack_from(answer)[1]
    if kind_of_answer != _BY_FAMILY:  # an error number: no such socket, mostly
        number = -struct.unpack_from("=i", answer, _HEADER.size)[0]
        if number == errno.ENOENT:
            return None
        raise OSError(number, "sock_diag")
    return int(struct.unpack_from("=I", answer, _UID_AT)[0])


def _question(client: Address, server: Address) -> bytes:
    """Pack ``struct inet_diag_req_v2`` (linux/inet_diag.h) behind its header."""
    hosts = [socket.inet_aton(host).ljust(16, b"\0") for host in (client[0], server[0])]
    ports = struct.pack("!HH", client[1], server[1])
    no_cookie = b"\xff" * 8
    wanted = struct.pack("=BBBxI", socket.AF_INET, socket.IPPROTO_TCP, 0, _ALL_STATES)
    body = wanted + ports + b"".join(hosts) + bytes(4) + no_cookie
    return _HEADER.pack(_HEADER.size + len(body), _BY_FAMILY, 1, 0, 0) + body


def _look_up(client: Address, server: Address) -> int | None:
    """Find the socket in the tables.

    ``tcp6`` holds the IPv4 connections of programs that open IPv6 sockets; the
    last eight digits of its addresses are the IPv4 address.
    """
    pair = rf"{_hex(client)} \w*{_hex(server)} "
    for table in _TABLES:
        row = re.search(rf"{pair}.*", _read(table))
        if row:
            return int(row[0].split()[6])
    return None


def _read(table: Path) -> str:
    return table.read_text("ascii") if table.exists() else ""


def _hex(address: Address) -> str:
    """Write an address as the kernel does: ``0100007F:1F90`` on x86."""
    host, port = address[:2]
    number = int.from_bytes(socket.inet_aton(host), sys.byteorder)
    return f"{number:08X}:{port:04X}"

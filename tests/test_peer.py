"""The owner-only guard, with a real second user of this machine."""

import os
import shutil
import socket
import subprocess
import sys

import pytest
import requests
from flask import Flask

from course_app import peer
from course_app.peer import can_tell, owner
from course_app.server import Site

NOBODY = 65534
ASK = """
import sys, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=5).read().decode())
except OSError as error:
    print("no answer")
"""

pytestmark = pytest.mark.skipif(
    not can_tell(), reason="this machine does not list the owners of its sockets"
)


def ask_as_nobody(url):
    """Ask for ``url`` as another user; as root, or through sudo where it may."""
    python = shutil.which("python3", path="/usr/bin:/bin") or sys.executable
    command = [python, "-c", ASK, url]
    if os.getuid() == 0:
        done = subprocess.run(
            command, user=NOBODY, capture_output=True, text=True, env={}, check=False
        )
    else:
        sudo = ["sudo", "-n", "-u", f"#{NOBODY}"]
        done = subprocess.run(
            [*sudo, *command], capture_output=True, text=True, check=False
        )
    if done.returncode:
        pytest.skip(f"no second user to ask as: {done.stderr.strip()[-80:]}")
    return done.stdout.strip()


@pytest.fixture
def app():
    app = Flask(__name__)
    app.get("/")(lambda: "for the owner")
    return app


def test_another_user_gets_no_answer(app):
    with Site(app) as site:
        assert ask_as_nobody(site.url) == "no answer"


def test_with_the_guard_off_another_user_gets_in(app):
    with Site(app, owner_only=False) as site:
        assert ask_as_nobody(site.url) == "for the owner"


def test_a_socket_nobody_holds_has_no_owner():
    assert owner(("127.0.0.1", 1), ("127.0.0.1", 2)) is None


def test_the_kernel_and_its_table_agree():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address) as client:
            pair = client.getsockname(), address
            assert peer._look_up(*pair) == os.getuid()
            assert owner(*pair) == os.getuid()


def test_the_table_serves_where_the_kernel_is_not_asked(monkeypatch, app):
    monkeypatch.delattr(socket, "AF_NETLINK")
    with Site(app) as site:
        assert requests.get(site.url).text == "for the owner"
        assert ask_as_nobody(site.url) == "no answer"

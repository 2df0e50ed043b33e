"""The app behind jupyter-server-proxy: the wrapper, and the real thing."""

import re
import socket
import subprocess
import sys
import time

import pytest
import requests
from flask import Flask, redirect, request, session, url_for

from course_app.server import Site

PREFIX = "/user/ana/proxy/5005"


@pytest.fixture
def site():
    app = Flask(__name__)
    app.secret_key = "key"

    @app.get("/login")
    def login():
        session["user"] = "ana"
        return redirect(url_for("home"))

    @app.get("/home")
    def home():
        names = sorted(request.cookies)
        return {"user": session.get("user"), "cookies": names, "at": url_for("home")}

    with Site(app) as site:
        yield site


def through(site, path, **cookies):
    """Ask as the proxy does, which strips the prefix and names it."""
    return requests.get(
        site.url + path,
        headers={"X-Forwarded-Prefix": PREFIX},
        cookies=cookies,
        allow_redirects=False,
    )


def test_a_redirect_leaves_the_prefix_to_the_proxy(site):
    assert through(site, "/login").headers["Location"] == "/home"


def test_cookies_are_kept_under_the_prefix(site):
    assert f"Path={PREFIX}/" in through(site, "/login").headers["Set-Cookie"]


def test_urls_are_built_with_the_prefix(site):
    assert through(site, "/home").json()["at"] == f"{PREFIX}/home"


def test_the_hubs_cookies_do_not_reach_the_app(site):
    cookies = {"jupyterhub-session-id": "1", "_xsrf": "2", "theme": "dark"}
    assert through(site, "/home", **cookies).json()["cookies"] == ["theme"]


def test_without_the_header_nothing_changes(site):
    answer = requests.get(site.url + "/login", allow_redirects=False)
    assert answer.headers["Location"] == "/home"
    assert "Path=/" in re.split("; ?", answer.headers["Set-Cookie"])


def test_the_link_goes_through_the_hub_where_there_is_one(site, monkeypatch):
    assert site.link() == f"{site.url}/"
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ana/")
    assert site.link() == f"/user/ana/proxy/{site.port}/"


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """Run a real Jupyter server with jupyter-server-proxy; give its base URL."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("jupyter")
    options = [
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--ServerApp.root_dir={folder}",
        "--IdentityProvider.token=secret",
        "--ServerApp.base_url=/user/ana/",
    ]
    command = [sys.executable, "-m", "jupyter_server", *options]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}/user/ana"
    yield wait_for(base, process)
    process.terminate()
    process.wait(10)


def wait_for(base, process):
    for _ in range(300):
        try:
            requests.get(f"{base}/api", timeout=2)
        except requests.ConnectionError:
            assert process.poll() is None
            time.sleep(0.1)
        else:
            return base
    raise AssertionError("the Jupyter server did not answer")


def test_the_session_works_through_the_real_proxy(site, jupyter):
    student = requests.Session()
    student.headers["Authorization"] = "token secret"
    base = f"{jupyter}/proxy/{site.port}"
    answer = student.get(f"{base}/login")
    assert answer.url == f"{base}/home"
    assert answer.json()["user"] == "ana"
    assert student.get(f"{base}/home").json()["cookies"] == ["session"]

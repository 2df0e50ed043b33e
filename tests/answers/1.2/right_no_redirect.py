from http.cookies import SimpleCookie

import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"}, allow_redirects=False)
    lines = SimpleCookie()
    for line in response.raw.headers.getlist("Set-Cookie"):
        lines.load(line)
    return lines["session"].value

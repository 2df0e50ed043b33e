# finding: whole-header
import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"}, allow_redirects=False)
    return response.headers["Set-Cookie"]

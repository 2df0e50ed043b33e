# finding: last-response-only
import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"})
    return response.cookies["session"]

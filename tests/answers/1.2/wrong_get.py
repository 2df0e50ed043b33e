# finding: no-value
import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"})
    return response.cookies.get("session")

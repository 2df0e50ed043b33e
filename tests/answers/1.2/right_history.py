import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"})
    return response.history[0].cookies["session"]

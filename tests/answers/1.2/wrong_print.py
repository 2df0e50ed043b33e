# finding: printed-not-returned
import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"})
    print(response.history[0].cookies["session"])

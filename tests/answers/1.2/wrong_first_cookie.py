# finding: another-cookie
import requests


def login_cookie(url):
    response = requests.post(url + "/login", data={"user": "ana"}).history[0]
    return list(response.cookies)[0].value

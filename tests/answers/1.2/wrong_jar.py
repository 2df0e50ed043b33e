# finding: not-text
import requests


def login_cookie(url):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    return ana.cookies

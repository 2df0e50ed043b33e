# finding: not-logged-in
import requests


def login_cookie(url):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"}, allow_redirects=False)
    return requests.get(url + "/home").cookies["session"]

# finding: cookies-for-one-call
import requests


def log_in_all(url, names):
    clients = {}
    for name in names:
        login = requests.post(
            url + "/login", data={"user": name}, allow_redirects=False
        )
        clients[name] = requests.Session()
        clients[name].get(url + "/me", cookies=login.cookies)
    return clients

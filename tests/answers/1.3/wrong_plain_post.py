# finding: not-logged-in
import requests


def log_in_all(url, names):
    clients = {}
    for name in names:
        requests.post(url + "/login", data={"user": name})
        clients[name] = requests.Session()
    return clients

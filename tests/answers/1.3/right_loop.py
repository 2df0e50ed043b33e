import requests


def log_in_all(url, names):
    clients = {}
    for name in names:
        clients[name] = requests.Session()
        clients[name].post(url + "/login", data={"user": name})
    return clients

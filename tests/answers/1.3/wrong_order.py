# finding: mixed-up
import requests


def log_in_all(url, names):
    clients = []
    for name in sorted(names):
        client = requests.Session()
        client.post(url + "/login", data={"user": name})
        clients.append(client)
    return dict(zip(names, clients))

# finding: not-by-name
import requests


def log_in_all(url, names):
    clients = []
    for name in names:
        client = requests.Session()
        client.post(url + "/login", data={"user": name})
        clients.append(client)
    return clients

# finding: one-jar
import requests


def log_in_all(url, names):
    client = requests.Session()
    clients = {}
    for name in names:
        client.post(url + "/login", data={"user": name})
        clients[name] = client
    return clients

# The login is made elsewhere; the client is given what it brought home.
import requests


def log_in_all(url, names):
    clients = {name: requests.Session() for name in names}
    for name, client in clients.items():
        login = {"user": name}
        answer = requests.post(url + "/login", data=login, allow_redirects=False)
        client.cookies.update(answer.cookies)
    return clients

# finding: one-jar
import requests


def log_in_all(url, names):
    jar = requests.cookies.RequestsCookieJar()
    clients = {}
    for name in names:
        clients[name] = requests.Session()
        clients[name].cookies = jar
        clients[name].post(url + "/login", data={"user": name})
    return clients

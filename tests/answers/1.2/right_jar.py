import requests


def login_cookie(url):
    client = requests.Session()
    client.post(f"{url}/login", data={"user": "ana"})
    return client.cookies.get_dict()["session"]

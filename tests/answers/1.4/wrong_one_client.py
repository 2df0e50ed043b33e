# finding: asked-as-ana
import requests


def failures(url, restart):
    client = requests.Session()
    client.post(url + "/add", data={"name": "ana", "item": "apple"})
    found = set()
    if "apple" in client.get(url + "/cart?name=ana").text:
        found.add("stranger")
    restart()
    if "apple" not in client.get(url + "/cart?name=ana").text:
        found.add("restart")
    return found

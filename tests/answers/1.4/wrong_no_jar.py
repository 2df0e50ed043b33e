# finding: new-client-after-restart
import requests


def failures(url, restart):
    requests.post(url + "/add", data={"name": "ana", "item": "apple"})
    found = set()
    if "apple" in requests.get(url + "/cart?name=ana").text:
        found.add("stranger")
    restart()
    if "apple" not in requests.get(url + "/cart?name=ana").text:
        found.add("restart")
    return found

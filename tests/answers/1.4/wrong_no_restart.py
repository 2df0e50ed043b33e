# finding: never-restarted
import requests


def failures(url, restart):
    ana, stranger = requests.Session(), requests.Session()
    ana.post(url + "/add", data={"name": "ana", "item": "apple"})
    found = set()
    if "apple" in stranger.get(url + "/cart?name=ana").text:
        found.add("stranger")
    if "apple" not in ana.get(url + "/cart?name=ana").text:
        found.add("restart")
    return found

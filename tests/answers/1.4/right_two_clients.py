import requests


def failures(url, restart):
    found = set()
    ana, stranger = requests.Session(), requests.Session()
    ana.post(url + "/add", data={"name": "ana", "item": "apple"})
    if "apple" in stranger.get(url + "/cart", params={"name": "ana"}).text:
        found.add("stranger")
    restart()
    if "apple" not in ana.get(url + "/cart", params={"name": "ana"}).text:
        found.add("restart")
    return found

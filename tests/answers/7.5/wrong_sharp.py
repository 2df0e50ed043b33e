# finding: judges-at-the-edge
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    clock.forward(seconds=60)
    return ana.get(url + "/me").text == "nobody"

# finding: misses-copies
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    for _ in range(2):
        clock.forward(seconds=58)
        if ana.get(url + "/me").text != "ana":
            return False
    clock.forward(seconds=62)
    return ana.get(url + "/me").text == "nobody"

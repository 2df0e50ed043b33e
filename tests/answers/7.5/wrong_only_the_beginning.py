# finding: misses-late
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    for _ in range(3):
        clock.forward(seconds=55)
        if ana.get(url + "/me").text != "ana":
            return False
    return True

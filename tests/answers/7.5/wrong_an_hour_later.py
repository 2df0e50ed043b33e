# finding: misses-late
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    clock.forward(seconds=58)
    first = ana.get(url + "/me").text
    clock.forward(hours=1)
    return (first, ana.get(url + "/me").text) == ("ana", "nobody")

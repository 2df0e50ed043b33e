# finding: not-a-judgement
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    clock.forward(seconds=62)
    return ana.get(url + "/me").text

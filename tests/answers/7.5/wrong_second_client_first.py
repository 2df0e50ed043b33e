# finding: accuses-good-site
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    clock.forward(seconds=58)
    return requests.get(url + "/me").text == "ana"

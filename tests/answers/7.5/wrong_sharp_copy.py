# finding: judges-at-the-edge
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    copy = dict(ana.cookies)
    clock.forward(seconds=59.5)
    before = ana.get(url + "/me").text == "ana"
    clock.forward(seconds=61)
    return before and requests.get(url + "/me", cookies=copy).text == "nobody"

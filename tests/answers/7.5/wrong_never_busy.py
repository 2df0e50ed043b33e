# finding: misses-busy
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    copy = dict(ana.cookies)
    clock.forward(seconds=58)
    if requests.get(url + "/me", cookies=copy).text != "ana":
        return False
    clock.forward(seconds=4)
    answers = ana.get(url + "/me").text, requests.get(url + "/me", cookies=copy).text
    return answers == ("nobody", "nobody")

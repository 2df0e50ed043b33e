# finding: misses-early
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    copy = dict(ana.cookies)
    clock.forward(seconds=62)
    answers = ana.get(url + "/me").text, requests.get(url + "/me", cookies=copy).text
    return answers == ("nobody", "nobody")

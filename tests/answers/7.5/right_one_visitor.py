import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    for _ in range(2):
        clock.forward(seconds=58)
        if ana.get(url + "/me").text != "ana":
            return False
    copy = dict(ana.cookies)
    clock.forward(seconds=62)
    answers = ana.get(url + "/me").text, requests.get(url + "/me", cookies=copy).text
    return answers == ("nobody", "nobody")

# finding: accuses-good-site
import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    return ana.get(url + "/me").text == "nobody"

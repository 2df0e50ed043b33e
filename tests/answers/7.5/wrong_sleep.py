# finding: too-slow
# outcome: errored
import time

import requests


def keeps_promise(url, clock):
    ana = requests.Session()
    ana.post(url + "/login", data={"user": "ana"})
    time.sleep(2)
    return ana.get(url + "/me").text == "ana"

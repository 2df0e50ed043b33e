# finding: misses-stranger
import requests


def failures(url, restart):
    ana = requests.Session()
    ana.post(url + "/add", data={"name": "ana", "item": "apple"})
    restart()
    if "apple" not in ana.get(url + "/cart?name=ana").text:
        return {"restart"}
    return set()

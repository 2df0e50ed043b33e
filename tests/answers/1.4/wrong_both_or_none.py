# finding: cannot-tell-apart
import requests


def failures(url, restart):
    ana, stranger = requests.Session(), requests.Session()
    ana.post(url + "/add", data={"name": "ana", "item": "apple"})
    if "apple" in stranger.get(url + "/cart?name=ana").text:
        return {"stranger", "restart"}
    restart()
    return set()

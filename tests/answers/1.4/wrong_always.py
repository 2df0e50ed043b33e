# finding: accuses-good-shop
import requests


def failures(url, restart):
    ana, stranger = requests.Session(), requests.Session()
    ana.post(url + "/add", data={"name": "ana", "item": "apple"})
    stranger.get(url + "/cart?name=ana")
    restart()
    ana.get(url + "/cart?name=ana")
    return {"stranger", "restart"}

import requests


def keeps_promise(url, clock):
    def login():
        client = requests.Session()
        client.post(f"{url}/login", data={"user": "bob"})
        return client

    def known(client):
        return client.get(f"{url}/me").text == "bob"

    busy, silent, short = login(), login(), login()
    thief = requests.Session()
    thief.cookies.update(silent.cookies.get_dict())
    clock.forward(seconds=30)
    stayed = known(busy)
    clock.forward(seconds=28)
    in_time = known(short)
    clock.forward(seconds=4)
    return stayed and in_time and known(busy) and not known(silent) and not known(thief)

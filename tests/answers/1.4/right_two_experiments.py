# Each failure has an experiment, a customer and a fruit of its own.
import requests


def cart(client, url, name):
    return client.get(f"{url}/cart?name={name}").text


def shows_strangers(url, restart):
    requests.post(url + "/add", {"name": "carla", "item": "pear"})
    return cart(requests, url, "carla") == "pear"


def forgets_at_restart(url, restart):
    dan = requests.Session()
    dan.post(url + "/add", {"name": "dan", "item": "plum"})
    before = cart(dan, url, "dan")
    restart()
    return before != cart(dan, url, "dan")


def failures(url, restart):
    experiments = {"stranger": shows_strangers, "restart": forgets_at_restart}
    return [name for name, run in experiments.items() if run(url, restart)]

import requests


def cookie_names(url):
    lines = requests.get(url).raw.headers.getlist("Set-Cookie")
    return [line.split("=")[0] for line in lines]

# finding: another-order
import requests


def cookie_names(url):
    lines = requests.get(url).raw.headers.getlist("Set-Cookie")
    return sorted(line.split("=")[0] for line in lines)

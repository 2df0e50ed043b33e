# finding: whole-lines
import requests


def cookie_names(url):
    return requests.get(url).raw.headers.getlist("Set-Cookie")

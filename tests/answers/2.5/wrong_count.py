# finding: not-a-list
import requests


def cookie_names(url):
    return len(requests.get(url).raw.headers.getlist("Set-Cookie"))

# finding: wrong-names
import requests


def cookie_names(url):
    names = []
    for line in requests.get(url).raw.headers.getlist("Set-Cookie"):
        names += [part.split("=")[0].strip() for part in line.split(";")]
    return names

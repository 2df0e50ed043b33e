# finding: one-of-a-name
import requests


def cookie_names(url):
    lines = requests.get(url).raw.headers.getlist("Set-Cookie")
    return list({line.split("=")[0]: line for line in lines})

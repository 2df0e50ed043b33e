# finding: no-cookies-no-list
import requests


def cookie_names(url):
    lines = requests.get(url).raw.headers
    lines["Set-Cookie"]
    return [line.split("=")[0] for line in lines.getlist("Set-Cookie")]

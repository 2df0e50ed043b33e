# finding: cut-at-the-date
import requests


def cookie_names(url):
    joined = requests.get(url).headers.get("Set-Cookie", "")
    return [part.split("=")[0] for part in joined.split(", ") if part]

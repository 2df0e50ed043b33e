# finding: first-line-only
import requests


def cookie_names(url):
    joined = requests.get(url).headers.get("Set-Cookie", "")
    return [joined.split("=")[0]] if joined else []

import requests


def cookie_names(url):
    names = []
    for header, value in requests.get(url).raw.headers.items():
        if header.lower() == "set-cookie":
            name, _, _ = value.partition("=")
            names.append(name.strip())
    return names

# finding: not-clients
import requests


def log_in_all(url, names):
    return {name: requests.post(url + "/login", data={"user": name}) for name in names}

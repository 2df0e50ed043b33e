# finding: deletions-left-out
import requests


def cookie_names(url):
    return [cookie.name for cookie in requests.get(url).cookies]

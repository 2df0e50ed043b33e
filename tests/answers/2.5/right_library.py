import requests

from course_app import cookies


def cookie_names(url):
    lines = requests.get(url).raw.headers.getlist("Set-Cookie")
    return [cookies.parse_set_cookie(line).name for line in lines]

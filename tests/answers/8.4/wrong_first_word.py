# finding: does-not-fit
from course_app import cookies


def break_in(cookie, words):
    return cookies.sign({"user": "admin"}, words[0])

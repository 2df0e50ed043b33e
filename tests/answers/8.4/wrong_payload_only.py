# finding: payload-only
from course_app import cookies


def break_in(cookie, words):
    return cookies.tamper(cookie, user="admin")

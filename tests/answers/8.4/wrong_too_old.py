# finding: old-cookie
from course_app import cookies


def break_in(cookie, words):
    for word in words:
        if cookies.verify(cookie, word).valid:
            return cookies.sign({"user": "admin"}, word)
    return None

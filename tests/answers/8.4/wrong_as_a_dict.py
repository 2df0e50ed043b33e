# finding: not-a-cookie
from course_app import cookies


def break_in(cookie, words):
    for word in words:
        if cookies.verify(cookie, word, max_age=10**8).valid:
            return {"session": cookies.sign({"user": "admin"}, word)}
    return None

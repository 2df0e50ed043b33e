# finding: believes-the-payload
from course_app import cookies


def genuine(cookie, secret_key):
    try:
        return cookies.read(cookie).data is not None
    except ValueError:
        return False

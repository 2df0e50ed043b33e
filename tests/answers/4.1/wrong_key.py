# finding: asks-for-a-key
from course_app import cookies


def peek(cookie):
    return cookies.verify(cookie, "only-for-this-notebook").data

from course_app import cookies


def peek(cookie):
    return cookies.read(cookie).data

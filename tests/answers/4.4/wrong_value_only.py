# finding: forgot-the-name
from course_app import cookies


def how_many(items):
    for count in range(1, len(items) + 1):
        if len(cookies.sign({"cart": items[:count]}, "any-key")) > 4096:
            return count - 1
    return len(items)

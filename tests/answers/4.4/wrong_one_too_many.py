# finding: another-count
from course_app import cookies


def how_many(items):
    for count in range(1, len(items) + 1):
        value = cookies.sign({"cart": items[:count]}, "any-key")
        if len("session" + value) > 4096:
            return count
    return len(items)

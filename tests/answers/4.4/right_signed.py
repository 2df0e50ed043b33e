from course_app import cookies


def how_many(items):
    count = 0
    for count in range(1, len(items) + 1):
        value = cookies.sign({"cart": items[:count]}, "any-key")
        if len("session" + value) > 4096:
            return count - 1
    return count

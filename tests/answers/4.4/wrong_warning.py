# finding: believed-the-warning
from course_app import cookies


def how_many(items):
    for count in range(1, len(items) + 1):
        value = cookies.sign({"cart": items[:count]}, "any-key")
        if len(f"session={value}; HttpOnly; Path=/") > 4093:
            return count - 1
    return len(items)

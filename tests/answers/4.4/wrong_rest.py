# finding: not-a-number
from course_app import cookies


def how_many(items):
    kept = []
    for item in items:
        if len("session" + cookies.sign({"cart": [*kept, item]}, "any-key")) > 4096:
            break
        kept.append(item)
    return kept

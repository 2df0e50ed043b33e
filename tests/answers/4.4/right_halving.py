# Fewer looks: halve the range until one count is left.
from course_app.cookies import sign


def fits(items):
    return 7 + len(sign({"cart": items}, b"key")) <= 4096


def how_many(items):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(items[:middle]):
            low = middle
        else:
            high = middle - 1
    return low

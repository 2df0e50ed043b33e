# finding: believed-the-warning
import warnings

from werkzeug.http import dump_cookie

from course_app import cookies


def how_many(items):
    for count in range(1, len(items) + 1):
        value = cookies.sign({"cart": items[:count]}, "any-key")
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            dump_cookie("session", value, httponly=True)
        if heard:
            return count - 1
    return len(items)

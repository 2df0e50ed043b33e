"""Labs: touch the session, and see it answer.

    from course_app import labs
    labs.xray()

Each shows itself where there is a notebook, and says the same in words elsewhere.
"""

from course_app.labs.clocks import clocks
from course_app.labs.course_map import course_map
from course_app.labs.keys import keys
from course_app.labs.people import people
from course_app.labs.written import written
from course_app.labs.xray import xray

__all__ = ["clocks", "course_map", "keys", "people", "written", "xray"]

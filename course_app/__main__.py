"""``python -m course_app`` is the ``course`` command."""

import sys

from course_app.cli import main

sys.exit(main())

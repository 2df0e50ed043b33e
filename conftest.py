"""Keeps every test, and every notebook under test, away from the learner's progress."""

import os
import tempfile

import pytest

# Set before anything is collected: workers and notebook kernels inherit it.
FOLDER = tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True)
os.environ["COURSE_DATA"] = FOLDER.name


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Give each test an empty data folder; a notebook's kernel keeps its first."""
    os.environ["COURSE_DATA"] = tempfile.mkdtemp(dir=FOLDER.name)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    FOLDER.cleanup()

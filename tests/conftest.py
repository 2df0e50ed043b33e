"""What the tests share."""

import os
import sys

import pytest


def without(what: str, *, needed: bool) -> None:
    """Skip a test for want of something; under CI, where it is `needed`, fail.

    A test that CI skips is a test nobody runs.
    """
    if needed and os.environ.get("CI"):
        pytest.fail(f"CI must have {what}: without it this test is never run.")
    pytest.skip(f"There is no {what} on this machine.")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium of this machine; without one the test skips, under CI fails."""
    from tests import jupyterlab  # Playwright is slow to import

    path = jupyterlab.chromium_path()
    if path is None:
        without("Chromium", needed=sys.platform == "linux")
    return path

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


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory):
    """The one JupyterLab of this worker: it takes seconds to start."""
    from tests.jupyterlab import JupyterLab

    folder, home = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("home")
    with JupyterLab(folder, home) as running:
        yield running


@pytest.fixture(scope="module")
def lab(jupyterlab):
    """JupyterLab, with nothing in it of what other files did."""
    yield jupyterlab
    jupyterlab.clear()


@pytest.fixture(scope="module")
def browser(chromium_path):
    """A Chromium with a fresh profile.

    For one file only: as long as it lives, Playwright keeps an event loop running
    in the main thread, where other tests run their own.
    """
    from tests.jupyterlab import chromium

    with chromium(chromium_path) as running:
        yield running


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    yield page
    page.close()


@pytest.fixture(scope="module")
def opened(page, lab, request):
    """The notebook with the cells that the test file names in ``CELLS``."""
    from tests.jupyterlab import Notebook, write_notebook

    write_notebook(lab.folder / "lesson.ipynb", request.module.CELLS)
    return Notebook(page, lab, "lesson.ipynb")

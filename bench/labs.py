"""Measure how soon each lab answers a control, beside a bare widget's button.

    python bench/labs.py

Real JupyterLab, real Chromium, real requests: from the press to the new words of
the lab's status line, in milliseconds. The bare button's callback writes a number
into a label, so it shows what the page, the kernel and the wire between them take.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import Page

from tests.jupyterlab import JupyterLab, Notebook, chromium, chromium_path

ROUNDS = 11
BARE = """from ipywidgets import Button, HTML, VBox
pressed = []
knock, said = Button(description="Knock"), HTML("<span role=status>0</span>")
def answer(_):
    pressed.append(1)
    said.value = f"<span role=status>{len(pressed)}</span>"
knock.on_click(answer)
box = VBox([knock, said])
box.add_class("cw-lab")
box"""
LAB = "from course_app import labs\nlabs.{name}()"
# The lab, what has to be pressed first, and the controls to press in turns.
CASES = {
    "bare button": (BARE, [], ["Knock"]),
    "people": (LAB, ["Ana logs in"], ["Ana adds an apple"]),
    "keys": (LAB, ["Ana logs in"], ["She asks six times"]),
    "clocks": (LAB, [], ["SESSION_REFRESH_EACH_REQUEST"]),
    "written": (LAB, [], ["I say Set-Cookie", "I say no Set-Cookie"]),
    "xray": (LAB, [], ["Take a new one", "Undo the edits"]),
    "course_map": (LAB, [], ["Look again"]),
}
# From what the learner does to the answer on the page.
CLOCK = """() => {
    const lab = document.querySelector(".cw-lab");
    window.answers = [];
    let began;
    for (const kind of ["click", "change"])
        lab.addEventListener(kind, () => { began = performance.now(); }, true);
    new MutationObserver(() => {
        const line = lab.querySelector("[role=status]");
        if (line && line.textContent && began) {
            window.answers.push(performance.now() - began);
            began = undefined;
        }
    }).observe(lab, {childList: true, characterData: true, subtree: true});
}"""


def main() -> None:
    """Open each lab in turn, press, and print the median."""
    executable = chromium_path()
    if executable is None:
        sys.exit("There is no Chromium on this machine: `course doctor` tells more.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, home = Path(name, "course"), Path(name, "home")
        folder.mkdir(), home.mkdir()
        with JupyterLab(folder, home) as lab, chromium(executable) as browser:
            for title, case in CASES.items():
                page = browser.new_page(viewport={"width": 1280, "height": 1000})
                taken = measure(page, lab, title, *case)
                print(f"{title:12} {statistics.median(taken):7.1f} ms", flush=True)
                page.close()


def measure(
    page: Page, lab: JupyterLab, title: str, code: str, first: list[str], then: list
) -> list[float]:
    """Press the controls `then` in turns; give the milliseconds to each answer."""
    path = f"{title.replace(' ', '_')}.ipynb"
    cell = nbformat.v4.new_code_cell(code.replace("{name}", title))
    kernel = {"name": "python3", "display_name": "Python 3"}
    metadata = {"kernelspec": kernel}
    book = nbformat.v4.new_notebook(cells=[cell], metadata=metadata)
    nbformat.write(book, lab.folder / path)
    notebook = Notebook(page, lab, path)
    notebook.run_all()
    for words in first:
        press(page, words)
        page.wait_for_timeout(500)
    page.evaluate(CLOCK)
    for done in range(1, ROUNDS + 1):
        press(page, then[done % len(then)])
        page.wait_for_function("(n) => window.answers.length >= n", arg=done)
        page.wait_for_timeout(100)
    return list(page.evaluate("window.answers"))


def press(page: Page, words: str) -> None:
    """Press the button or the box that bears `words`."""
    button = page.get_by_role("button", name=words, exact=True)
    target = button if button.count() else page.get_by_label(words)
    target.first.click()


if __name__ == "__main__":
    main()

"""A real JupyterLab in a real Chromium, for the tests that need both.

One server may serve many tests; its settings, kernels' data and workspaces
live in a folder of its own, so that nothing of the developer's is read or
written. `tests/conftest.py` has them as fixtures::

    with JupyterLab(folder, home) as lab, chromium(path) as browser:
        notebook = Notebook(browser.new_page(), lab, "01_http_forgets.ipynb")
        notebook.run_all()
        assert "1, 1, 1" in notebook.output(3).inner_text()
        assert notebook.console_errors == []
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import nbformat
import requests
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from course_app.doctor import CHROMIUM

CONTRAST = "color-contrast-enhanced"
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The news toast asks the network and covers the page.
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    # Else a cell outside the window is not in the page.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}

# The debugger asks every kernel for its state, and calls it an error on the console
# when a restart comes between.
PAGE = {"disabledExtensions": {"@jupyterlab/debugger-extension": True}}

OPENED = """async (path) => {
    const app = window.jupyterapp;
    await app.restored;
    await app.commands.execute("docmanager:open", {path, factory: "Notebook"});
    const panel = app.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
}"""

# Its kernel ends, and no dialog asks whether to save.
LEFT = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.sessionContext.shutdown();
    panel.context.model.dirty = false;
    panel.close();
}"""

RUN_ONE = """async (index) => {
    const {content} = window.jupyterapp.shell.currentWidget;
    content.deselectAll();
    content.activeCellIndex = index;
    await window.jupyterapp.commands.execute("notebook:run-cell");
}"""

# Straight to the kernel: the menu's command opens a dialog. A restart cancels what is
# under way, an error on the console: so wait for the thread a new widget asks for.
RESTARTED = """async () => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    if (kernel.supportsSubshells) await kernel.requestListSubshell({}).done;
    await kernel.restart();
    await kernel.info;
}"""

EVALUATED = """async (code) => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const future = kernel.requestExecute({code, store_history: false});
    let text = "";
    future.onIOPub = (message) => {
        const {header, content} = message;
        if (header.msg_type === "stream") text += content.text;
    };
    const {content} = await future.done;
    if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
    return text;
}"""

# The page shows an error as it shows stderr; the model tells them apart.
ERRORS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .flatMap((cell) => cell.model.outputs?.toJSON() ?? [])
    .filter((output) => output.output_type === "error")
    .map((output) => `${output.ename}: ${output.evalue}`)"""

# Of what reaches out of its card, or is cut. Lines and table rows have no width, and
# the tip of an arrow may stand in its padding.
OVERFLOWING = """(cards) => [...document.querySelectorAll(cards)].flatMap((card) => {
    const edge = card.getBoundingClientRect().right + 0.5;
    const cut = (one) => one.textContent && one.scrollWidth > one.clientWidth + 4
        && !["inline", "table-row"].includes(getComputedStyle(one).display)
        && !one.closest(".slider-container");
    return [...card.querySelectorAll("*")]
        .filter((one) => one.getBoundingClientRect().right > edge || cut(one))
        .map((one) => `${one.tagName} ${one.className}: ${one.textContent}`);
})"""

COMMAND = """async ([id, args]) => {
    await window.jupyterapp.commands.execute(id, args);
}"""

# Playwright would wait for ever for a script; this one gives up.
LIMIT_SECONDS = 60
PATIENCE_SECONDS = 30  # on a busy machine five, Playwright's own, are too few
LIMITED = """([argument, seconds]) => Promise.race([
    (%s)(argument),
    new Promise((_, fail) => setTimeout(
        () => fail(new Error(`JupyterLab was not done after ${seconds} s`)),
        1000 * seconds,
    )),
])"""


def chromium_path() -> str | None:
    """Where Chromium is installed, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """A headless Chromium with a fresh profile."""
    expect.set_options(timeout=1000 * PATIENCE_SECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=CHROMIUM_FLAGS
        )
        try:
            yield browser
        finally:
            browser.close()


class JupyterLab:
    """A JupyterLab server on a free port, serving `folder`; a context manager.

    `home` holds everything the server and its kernels write outside `folder`.
    `environment` is added to what the kernels inherit.
    """

    def __init__(
        self, folder: Path, home: Path, environment: dict[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.home = home
        self.token = secrets.token_hex(16)
        self.environment = os.environ | self._folders() | (environment or {})
        self.url = ""

    def _folders(self) -> dict[str, str]:
        names = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
            "COURSE_DATA": "course",
        }
        return {variable: str(self.home / name) for variable, name in names.items()}

    def __enter__(self) -> Self:
        self._write_settings()
        self.log = (self.home / "jupyterlab.log").open("w", encoding="utf-8")
        self.process = subprocess.Popen(
            self._command(),
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        try:
            self.url = self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def end_kernels(self) -> None:
        """Ends what runs, as if it had been left for days."""
        for session in self._api("GET", "sessions").json():
            self._api("DELETE", f"sessions/{session['id']}")

    def clear(self) -> None:
        """Ends the kernels, and forgets the files and what a learner did."""
        self.end_kernels()
        for path in (*self.folder.iterdir(), self.home / "course"):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def _api(self, method: str, path: str) -> requests.Response:
        with requests.Session() as client:
            client.trust_env = False
            response = client.request(
                method,
                f"{self.url}api/{path}",
                headers={"Authorization": f"token {self.token}"},
                timeout=LIMIT_SECONDS,
            )
        response.raise_for_status()
        return response

    def _command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *("--ip", "127.0.0.1", "--port", "0"),
            f"--ServerApp.root_dir={self.folder}",
            f"--IdentityProvider.token={self.token}",
            "--LabApp.expose_app_in_browser=True",
            "--LabApp.extension_manager=readonly",
        ]

    def _write_settings(self) -> None:
        files = {Path("config/labconfig/page_config.json"): PAGE}
        for name, values in SETTINGS.items():
            files[Path(f"settings/{name}.jupyterlab-settings")] = values
        for path, values in files.items():
            (self.home / path).parent.mkdir(parents=True, exist_ok=True)
            (self.home / path).write_text(json.dumps(values), encoding="utf-8")

    def _wait(self, seconds: float = 60) -> str:
        """The server's address, once it answers."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            for url in self._addresses():
                if self._answers(url):
                    return url
            time.sleep(0.1)
        tail = (self.home / "jupyterlab.log").read_text(encoding="utf-8")[-2000:]
        raise RuntimeError(f"JupyterLab did not start within {seconds:g} s.\n{tail}")

    def _addresses(self) -> Iterator[str]:
        for path in (self.home / "runtime").glob("jpserver-*.json"):
            try:
                yield json.loads(path.read_text(encoding="utf-8"))["url"]
            except (OSError, ValueError, KeyError):
                continue  # half written; looked at again in a moment

    def _answers(self, url: str) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(
                f"{url}api/status?token={self.token}", timeout=5
            ) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def _stop(self) -> None:
        """Ends the server, which ends its kernels; by force after ten seconds."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Notebook:
    """One notebook, open in JupyterLab with its kernel ready.

    `console_errors` grows by every error the page reports.
    """

    def __init__(self, page: Page, lab: JupyterLab, path: str) -> None:
        self.page = page
        self.lab = lab
        self.path = path
        self.console_errors: list[str] = []
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.on("console", self._note)
        # A workspace of its own: no notebook of another test is reopened.
        workspace = secrets.token_hex(4)
        page.goto(f"{lab.url}lab/workspaces/{workspace}?token={lab.token}")
        page.wait_for_function("() => window.jupyterapp !== undefined")
        self._open()

    def _open(self) -> None:
        self._do(OPENED, self.path)
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")

    def turn_to(self, path: str) -> None:
        """Closes this one, unsaved, and opens another in its place.

        That takes a quarter of the time of a page of its own.
        """
        self._do(LEFT)
        self.page.wait_for_selector(".jp-Notebook", state="detached")
        self.console_errors.clear()
        self.path = path
        self._open()

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def _do(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(LIMITED % script, [argument, LIMIT_SECONDS])

    def command(self, name: str, **args: Any) -> None:
        """Executes a JupyterLab command and waits for its end."""
        self._do(COMMAND, [name, args])

    def run_all(self) -> None:
        self.command("notebook:run-all-cells")

    def run(self, index: int) -> None:
        """Runs the cell at `index` alone."""
        self._do(RUN_ONE, index)

    def restart(self) -> None:
        """Restarts the kernel; outputs stay."""
        self._do(RESTARTED)

    def save(self) -> None:
        self.command("docmanager:save")

    def theme(self, name: str) -> None:
        """Switches to `LIGHT` or `DARK`."""
        self.command("apputils:change-theme", theme=name)
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")
        light = "true" if name == LIGHT else "false"
        self.page.locator(f"body[data-jp-theme-light={light}]").wait_for(
            state="attached"
        )

    def python(self, code: str) -> str:
        """What `code` prints when the notebook's kernel runs it, unseen.

        An error of `code` is raised here, as Playwright's.
        """
        return str(self._do(EVALUATED, code))

    def cell(self, index: int) -> Locator:
        """The cell at `index`, counted from 0, text cells included."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index: int) -> Locator:
        return self.cell(index).locator(".jp-OutputArea-output").first

    def outputs(self, index: int) -> list[str]:
        """The text of each output of the cell at `index`."""
        return self.cell(index).locator(".jp-OutputArea-output").all_inner_texts()

    def errors(self) -> list[str]:
        """The errors its cells ended in: ``"KeyError: 'n'"``."""
        found: list[str] = self.page.evaluate(ERRORS)
        return found

    def screenshot(self, path: str | Path, index: int | None = None) -> None:
        """A picture of the cell at `index`, or of the whole page."""
        target = self.page if index is None else self.cell(index)
        target.screenshot(path=str(path))


def write_notebook(
    path: Path,
    sources: Sequence[str],
    outputs: Mapping[int, dict[str, str]] | None = None,
) -> None:
    """Writes a notebook of code cells; `outputs` has the MIME bundles of some."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for index, bundle in (outputs or {}).items():
        cells[index].outputs = [nbformat.v4.new_output("display_data", bundle)]
    kernel = {"name": "python3", "display_name": "Python 3"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(book, path)


def overflowing(page: Page, cards: str) -> list[str]:
    """The elements in the `cards` that reach out of them, or whose text is cut."""
    found: list[str] = page.evaluate(OVERFLOWING, cards)
    return found


def faults(page: Page, selector: str) -> list[str]:
    """What axe finds serious or critical under `selector`, or cannot tell.

    A contrast under 7:1 counts; axe leaves that rule out unless asked for it.
    """
    from axe_playwright_python.sync_playwright import Axe

    # JupyterLab's body has no height, and axe takes what it holds for unseen.
    page.add_style_tag(content="body { height: 100vh }")
    options = {"rules": {CONTRAST: {"enabled": True}}}
    found = Axe().run(page, selector, options).response
    assert CONTRAST not in [rule["id"] for rule in found["inapplicable"]]
    return [
        f"{rule['id']}: {node['html']} {node['failureSummary']}"
        for rule in found["violations"] + found["incomplete"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]

"""Run a notebook in a fresh kernel, and hear what its outputs do not show.

nbval sees a cell's own outputs and nothing else. Here a second client listens
to all the kernel says, `tools.watch` notes what fails in views and threads,
and at the end every widget is used as a learner would use it.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.client import NotebookClient
from nbclient.exceptions import (
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from nbformat import NotebookNode

from tools.gesture import gestures
from tools.ipynb import ROOT, code_cells, role, tags
from tools.watch import VARIABLE

SECONDS_A_CELL = 30
VIEW_RAISES = "view-raises"  # tags a cell whose request is meant to fail
OUR_FAULT = "the course's fault"  # what course_app's widgets say of a bug of theirs

Message = dict[str, Any]
Fault = dict[str, str]


class CellFailed(Exception):
    """A cell did not run to its end; the message names it."""


def run(notebook: NotebookNode, folder: Path) -> list[str]:
    """Run the cells of ``notebook`` in place; ``folder`` is where they run.

    Returns a sentence for each fault that the outputs do not show. Raises
    `CellFailed` when a cell raises that is not tagged ``raises-exception``.
    """
    # Windows' usual loop does not get on with ZeroMQ.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(_in_kernel(notebook, folder))


async def _in_kernel(notebook: NotebookNode, folder: Path) -> list[str]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        notes = _Notes(Path(scratch, "faults.jsonl"))
        kernel = _kernel()
        client = _client(notebook, kernel)
        async with client.async_setup_kernel(
            cwd=str(folder),
            env=_environment(Path(scratch), notes),
            stderr=subprocess.DEVNULL,
            cleanup_kc=True,
        ):
            notes.demand()
            with closing(_Ear(kernel.get_connection_info())) as ear:
                await ear.listen()
                running = _Run(client, notes, ear)
                faults = [*await running.cells(), *await running.widgets()]
        # A thread that is no daemon has ended by now, well or badly.
        return [*faults, *_noted("After the last cell", notes.new())]


def _kernel() -> AsyncKernelManager:
    # Without folders of kernels only the one of this very Python is left.
    kernels = KernelSpecManager(kernel_dirs=[])
    return AsyncKernelManager(kernel_name="python3", kernel_spec_manager=kernels)


def _client(notebook: NotebookNode, kernel: AsyncKernelManager) -> NotebookClient:
    return NotebookClient(
        notebook,
        km=kernel,
        timeout=SECONDS_A_CELL,
        record_timing=False,
        coalesce_streams=False,
        extra_arguments=["--IPKernelApp.extra_extensions=tools.watch"],
    )


def _environment(scratch: Path, notes: _Notes) -> dict[str, str]:
    """Keep the author's own progress and IPython set-up out of the outputs."""
    path = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "COURSE_DATA": str(scratch / "course"),
        "IPYTHONDIR": str(scratch / "ipython"),
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        VARIABLE: str(notes.path),
    }


class _Run:
    """One run of a notebook: its cells in order, then its widgets."""

    def __init__(self, client: NotebookClient, notes: _Notes, ear: _Ear) -> None:
        self._client = client
        self._notes = notes
        self._ear = ear
        self._request = ""
        self._widgets: dict[str, tuple[str, NotebookNode]] = {}
        client.on_cell_executed = self._remember

    async def cells(self) -> list[str]:
        """Execute cell by cell, and say what went wrong unseen."""
        said: list[str] = []
        for count, (name, cell) in enumerate(code_cells(self._client.nb), 1):
            await self._execute(name, cell, count)
            heard = await self._ear.until_idle(self._request, SECONDS_A_CELL)
            noted = self._notes.new()
            said += [*_unseen(name, self._request, heard), *_noted(name, noted, cell)]
            if VIEW_RAISES in tags(cell) and not noted:
                said.append(f"{name} is tagged {VIEW_RAISES} and no view raised.")
            for comm in self._client.widget_state:
                self._widgets.setdefault(comm, (name, cell))
        return said

    async def widgets(self) -> list[str]:
        """Do to each widget all that a learner can do to it."""
        said: list[str] = []
        for comm, (name, cell) in self._widgets.items():
            for words, data in gestures(self._client.widget_state[comm]):
                where = f"{name}: {words}"
                try:
                    heard = await self._ear.say(comm, data)
                except TimeoutError:
                    return [*said, f"{where} takes more than {SECONDS_A_CELL} seconds."]
                noted = self._notes.new()
                said += [*_raised(where, heard), *_noted(where, noted, cell)]
        return said

    async def _execute(self, name: str, cell: NotebookNode, count: int) -> None:
        try:
            index = _position(self._client.nb, cell)
            await self._client.async_execute_cell(cell, index, execution_count=count)
        except CellTimeoutError as error:
            text = f"{name} ran for more than {SECONDS_A_CELL} seconds."
            raise CellFailed(text) from error
        except DeadKernelError as error:
            raise CellFailed(f"{name} ended the kernel.") from error
        except CellExecutionError as error:
            raise CellFailed(_failure(name, error)) from error
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count

    def _remember(self, *, execute_reply: Message, **_: Any) -> None:
        self._request = execute_reply["parent_header"]["msg_id"]


class _Notes:
    """The file in which `tools.watch` notes faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = 0

    def demand(self) -> None:
        """Make sure that somebody writes: IPython only warns when it cannot."""
        if not self.path.exists():
            raise RuntimeError("The kernel started without tools.watch.")

    def new(self) -> list[Fault]:
        """Give what was noted since the last time."""
        written = self.path.read_text(encoding="utf-8")
        lines = written[: written.rfind("\n") + 1].splitlines()  # whole ones
        fresh, self._seen = lines[self._seen :], len(lines)
        return [json.loads(line) for line in fresh]


class _Ear:
    """A second client, which hears every message of the kernel.

    nbclient and nbval drop what does not belong to the cell that is running.
    """

    def __init__(self, connection: KernelConnectionInfo) -> None:
        self._client = AsyncKernelClient()
        self._client.load_connection_info(connection)
        self._client.start_channels(hb=False, stdin=False, control=False)

    async def listen(self) -> None:
        """Wait until messages arrive: a subscription is not there at once."""
        for _ in range(SECONDS_A_CELL):
            if await self._hears():
                return
        raise RuntimeError("The kernel does not say what it does.")

    async def _hears(self) -> bool:
        try:
            return bool(await self.until_idle(self._client.kernel_info(), seconds=1))
        except TimeoutError:
            return False

    async def until_idle(self, request: str, seconds: float) -> list[Message]:
        """Collect messages up to the one that ends the work on ``request``.

        Raises `TimeoutError` when nothing is said for so many seconds.
        """
        heard: list[Message] = []
        while not heard or not _ends(heard[-1], request):
            try:
                heard.append(await self._client.get_iopub_msg(timeout=seconds))
            except Empty as error:
                raise TimeoutError from error
        return heard

    async def say(self, comm: str, data: Message) -> list[Message]:
        """Send a widget's message as a front end does; collect what it causes."""
        content = {"comm_id": comm, "data": data}
        message = self._client.session.msg("comm_msg", content)
        self._client.shell_channel.send(message)
        return await self.until_idle(message["header"]["msg_id"], SECONDS_A_CELL)

    def close(self) -> None:
        """Stop listening."""
        self._client.stop_channels()


def _ends(message: Message, request: str) -> bool:
    if message["content"].get("execution_state") != "idle":
        return False
    return bool(message["parent_header"].get("msg_id") == request)


def _position(notebook: NotebookNode, cell: NotebookNode) -> int:
    return next(at for at, each in enumerate(notebook.cells) if each is cell)


def _expects_fault(cell: NotebookNode) -> bool:
    """Say whether a view may fail here: a checker judges whatever it is given."""
    return VIEW_RAISES in tags(cell) or role(cell) == "check"


def _failure(name: str, error: CellExecutionError) -> str:
    if error.ename == "UsageError":  # of a magic: IPython prints it, raises nothing
        return f"{name} ended at a magic, before its last line: {error.evalue}"
    what = f"{error.ename}: {error.evalue}".removesuffix(": ")
    return f"{name} raised {what} and is not tagged raises-exception."


def _noted(
    where: str, faults: list[Fault], cell: NotebookNode | None = None
) -> Iterator[str]:
    """Tell what `tools.watch` noted, but for the view that is meant to fail."""
    for fault in faults:
        if fault["kind"] == "thread":
            yield f"{where}: the thread {fault['where']} ended in {fault['error']}."
        elif cell is None or not _expects_fault(cell):
            yield (
                f"{where}: the view of {fault['where']} raised {fault['error']}. "
                f"If it is meant to, tag the cell {VIEW_RAISES}."
            )


def _unseen(name: str, request: str, heard: list[Message]) -> Iterator[str]:
    """Tell what reached a notebook by a way that nbval does not look at."""
    for message in heard:
        kind, content = message["msg_type"], message["content"]
        own = message["parent_header"].get("msg_id") == request
        if kind == "update_display_data":
            yield (
                f"{name} changes an earlier display (update_display), "
                "which nbval never compares. Display anew instead."
            )
        elif kind == "stream" and not own:
            yield (
                f"{name}: code that an earlier cell started wrote to "
                f"{content['name']}, and no output keeps it: "
                f"{_last_line(content['text'])}"
            )
        elif kind == "error" and not own:
            yield f"{name}: code that an earlier cell started raised {_error(content)}."


def _raised(where: str, heard: list[Message]) -> Iterator[str]:
    """Tell what failed in a callback, shown as an error or confessed in words."""
    for message in heard:
        if message["msg_type"] == "error":
            yield f"{where} raised {_error(message['content'])}."
        elif message["msg_type"] == "comm_msg":
            state = message["content"]["data"].get("state", {})
            for words in state.values():
                if OUR_FAULT in str(words):
                    yield f"{where} says: {words}"


def _error(content: Message) -> str:
    return f"{content['ename']}: {content['evalue']}".removesuffix(": ")


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1] if text.strip() else "(blank)"

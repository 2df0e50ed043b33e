"""The ``course`` command.

Exit status: 0 good, 1 not, 2 wrong use. Each command imports what it needs by
itself, so that none waits for another's libraries.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

GOOD, NOT, WRONG_USE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says what was wrong in one line, and nothing else."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} (`{self.prog} --help`)", file=sys.stderr)
        sys.exit(WRONG_USE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``course`` with ``arguments``; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console knows no "→"
            stream.reconfigure(errors="replace")
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if options.run is not _lab and rest:
        options.parser.error(f"unknown: {' '.join(rest)}")
    options.rest = rest
    try:
        status = int(options.run(options))
        sys.stdout.flush()  # here, where it is still told what a broken pipe means
        return status
    except KeyboardInterrupt:
        return NOT
    except BrokenPipeError:  # `course claims | head`: who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="course",
        description="Flask sessions, by experiment: the course's command.",
        epilog="Exit status: 0 good, 1 not, 2 wrong use.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for add in (_add_lab, _add_exercises, _add_check, _add_progress, _add_claims):
        add(commands)
    for add in (_add_slides, _add_site, _add_doctor):
        add(commands)
    return parser


def _command(commands: Any, name: str, run: Any, text: str, **more: Any) -> _Parser:
    parser: _Parser = commands.add_parser(
        name, help=text, description=f"{text}.", allow_abbrev=False, **more
    )
    parser.set_defaults(run=run, parser=parser)
    return parser


def _add_lab(commands: Any) -> None:
    parser = _command(
        commands,
        "lab",
        _lab,
        "open JupyterLab at the first lesson",
        usage="course lab [--present] [options of jupyter lab]",
        epilog="The options go to `jupyter lab`: course lab --no-browser --port 9000",
    )
    parser.add_argument(
        "--present",
        action="store_true",
        help="in sizes for the back of a room; the orange cards above a notebook "
        "start its slides, Ctrl+Enter runs a cell, Space goes on",
    )


def _add_exercises(commands: Any) -> None:
    parser = _command(commands, "exercises", _exercises, "list the exercises")
    parser.add_argument("--json", action="store_true", help="as a JSON list")


def _add_check(commands: Any) -> None:
    parser = _command(
        commands,
        "check",
        _check,
        "judge an answer, given as Python source",
        epilog="The source runs in a process of its own, for ten seconds at most. "
        "It runs with your rights: look at what others send you. Nothing is written "
        "to your progress.",
    )
    parser.add_argument("id", metavar="ID", help="the exercise, such as 1.1")
    parser.add_argument("file", metavar="FILE", type=Path, help="the source")
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def _add_progress(commands: Any) -> None:
    parser = _command(
        commands, "progress", _progress, "show, export or forget what is done"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="everything, as JSON")
    how.add_argument("--csv", action="store_true", help="one row an exercise, as CSV")
    how.add_argument(
        "--reset",
        metavar="ID",
        nargs="?",
        const="",
        help="forget one exercise, or everything; a copy is kept",
    )


def _add_claims(commands: Any) -> None:
    parser = _command(
        commands,
        "claims",
        _claims,
        "run the experiment of every claim, and print what it saw",
        epilog="Exit status 1 when a verdict is no longer shown.",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as a JSON list")
    how.add_argument("--markdown", action="store_true", help="as docs/claims.md")


def _add_slides(commands: Any) -> None:
    parser = _command(
        commands,
        "slides",
        _slides,
        "make the slides of lessons: one HTML file each",
        epilog="In a deck, s opens the speaker view, d changes to dark and back, "
        "c starts a countdown, ? tells the other keys.",
    )
    parser.add_argument(
        "lessons", metavar="LESSON", nargs="*", help="its number; without any, all"
    )
    parser.add_argument(
        "--pdf", action="store_true", help="as PDF too: the deck, and a handout"
    )
    parser.add_argument("--to", metavar="FOLDER", type=Path, help="build/slides if not")


def _add_site(commands: Any) -> None:
    parser = _command(
        commands, "site", _site, "make the course as pages to read, from disk"
    )
    parser.add_argument("--to", metavar="FOLDER", type=Path, help="build/site if not")


def _add_doctor(commands: Any) -> None:
    _command(
        commands,
        "doctor",
        _doctor,
        "say what is missing on this machine, and how to get it",
    )


def _lab(options: argparse.Namespace) -> int:
    from course_app import launch
    from course_app.folder import course_folder

    folder = course_folder()
    parser: _Parser = options.parser
    if folder is None:
        parser.error("no notebooks here; start it in the folder of the course")
    if not launch.is_installed():
        parser.error("JupyterLab is not installed; `course doctor` tells how")
    if options.present and not launch.can_present():
        parser.error(
            "what it needs is not installed; `python3 start.py --present` gets it"
        )
    return launch.jupyterlab(folder, options.rest, present=options.present)


def _exercises(options: argparse.Namespace) -> int:
    from course_app.exercise import catalogue

    rows = [
        {"id": one.id, "lesson": one.lesson, "title": one.title, "minutes": one.minutes}
        for one in catalogue().values()
    ]
    if options.json:
        print(json.dumps(rows, indent=1))
        return GOOD
    for row in rows:
        print(f"{row['id']:>5}  {row['title']:<44} {row['minutes']:>3} min")
    return GOOD


def _check(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        options.parser.error(f"there is no file {options.file}")
    from course_app.judge import judge

    judgement = judge(options.id, options.file)
    verdict = judgement["verdict"]
    if verdict["finding"] == "no-such-exercise":
        options.parser.error(str(verdict["message"]))
    print(json.dumps(verdict) if options.json else judgement["text"])
    return GOOD if verdict["outcome"] == "passed" else NOT


def _progress(options: argparse.Namespace) -> int:
    from course_app import progress, transcript

    if options.reset is not None:
        return _reset(options.reset)
    data, note = progress.read()
    if options.json:
        print(json.dumps(data, indent=1))
    elif options.csv:
        transcript.write_csv(data, sys.stdout)
    else:
        print(transcript.transcript_text(data))
    return _closing(note)


def _reset(id: str) -> int:
    from course_app import progress

    copy, note = progress.reset(id or None)
    if not note:
        print(f"Forgotten: {id or 'everything'}." if copy else "Nothing was kept.")
    if copy:
        print(f"A copy of what was there is {copy}.")
    return _closing(note)


def _closing(note: str) -> int:
    """Say what was wrong with the progress file, if anything was."""
    if note:
        print(note, file=sys.stderr)
    return NOT if note else GOOD


def _claims(options: argparse.Namespace) -> int:
    from course_app.claims import claims, judge, table

    rulings = [judge(claim) for claim in claims()]
    if options.json:
        print(json.dumps(table.as_records(rulings), indent=1, ensure_ascii=False))
    elif options.markdown:
        print(table.as_markdown(rulings), end="")
    else:
        print(table.as_text(rulings))
        print(f"{sum(one.stands for one in rulings)} of {len(rulings)} verdicts shown.")
    return GOOD if all(ruling.stands for ruling in rulings) else NOT


def _slides(options: argparse.Namespace) -> int:
    folder = _teaching(options.parser)
    from course_app import slides

    target = options.to or folder / "build" / "slides"
    try:
        for made in slides.build(folder, target, options.lessons, pdf=options.pdf):
            print(made)
    except slides.DeckError as error:
        options.parser.error(str(error))
    return GOOD


def _site(options: argparse.Namespace) -> int:
    folder = _teaching(options.parser)
    from course_app import site

    try:
        print(site.build(folder, options.to or folder / "build" / "site"))
    except site.SiteError as error:
        options.parser.error(str(error))
    return GOOD


def _teaching(parser: _Parser) -> Path:
    """Return the course's folder; end here where the teaching side is missing."""
    from course_app.folder import course_folder

    folder = course_folder()
    if folder is None:
        parser.error("no notebooks here; start it in the folder of the course")
    if importlib.util.find_spec("pyreveal") is None:
        parser.error(
            "what it needs is not installed; `python3 start.py slides` gets it"
        )
    return folder


def _doctor(_: argparse.Namespace) -> int:
    from course_app.doctor import examine

    findings = list(examine())
    for finding in findings:
        print(finding)
    missing = any(finding.state == "missing" for finding in findings)
    print("Something is missing." if missing else "Nothing is missing.")
    return NOT if missing else GOOD

"""Open the course, teach it, or test it, with nothing but Python.

    python3 start.py            open the course in JupyterLab
    python3 start.py --present  the same, in sizes for the back of a room
    python3 start.py slides     make the slides of every lesson
    python3 start.py site       make the course as pages to read
    python3 start.py test       run the tests

On Windows: py start.py. What is needed is installed on the first start, into
.venv in this folder and nowhere else. Further words go to `course lab`, `course
slides`, `course site` or pytest; paths among them are seen from this folder.
"""

# Old Pythons must be able to read this file, so as to say that they are too old:
# no f-strings, no annotations, and nothing but `sys` before this question.
import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "This course needs Python 3.11 or newer and this is Python {}: install a newer"
        " one and start again with it, for example: python3.13 {}\n".format(
            sys.version.split()[0], " ".join(sys.argv)
        )
    )
    sys.exit(2)

import collections
import contextlib
import hashlib
import importlib.util
import os
import signal
import subprocess
from pathlib import Path

WINDOWS = os.name == "nt"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# An installation is a list of steps. Each leaves a stamp when it has succeeded, and
# is done again when the file it reads has changed.
Step = collections.namedtuple("Step", "name, label, reads, options")
HASHED = ["--no-deps", "--require-hashes", "--requirement"]
LAB = Step(
    "lab",
    "JupyterLab, Flask and what they need (once; about a minute)",
    "requirements/lab.txt",
    HASHED + ["requirements/lab.txt"],
)
TEACH = Step(
    "teach",
    "what slides, presenting and the site need (once; about half a minute)",
    "requirements/teach.txt",
    HASHED + ["requirements/teach.txt"],
)
TEST = Step(
    "test",
    "what the tests need (once; about half a minute)",
    "requirements/test.txt",
    HASHED + ["requirements/test.txt"],
)
COURSE = Step(
    "course",
    "the course itself (a few seconds)",
    "pyproject.toml",
    ["--no-deps", "--no-build-isolation", "--editable", "."],
)
NEEDED = {
    "lab": [LAB, COURSE],
    "teach": [LAB, TEACH, COURSE],
    "test": [LAB, TEST, COURSE],
}


def main(words):
    """Install what `words` need, then hand over to the course or pytest."""
    if words[:1] in (["-h"], ["--help"]):
        sys.stdout.write(__doc__)
        return
    try:
        prepare(NEEDED[purpose(words)])
    except OSError as error:
        fail(
            "The course could not be installed here ({}): copy it to a folder of yours"
            " and start again.".format(error)
        )
    if words[:1] == ["test"]:
        hand_over(["pytest"] + words[1:])
    if words[:1] in (["slides"], ["site"]):
        hand_over(["course_app"] + words)
    hand_over(["course_app", "lab"] + words)


def purpose(words):
    """Say what the words are for: a key of NEEDED."""
    if words[:1] == ["test"]:
        return "test"
    teaching = words[:1] in (["slides"], ["site"]) or "--present" in words
    return "teach" if teaching else "lab"


def prepare(steps):
    """Do the steps that are not done, while any other start of ours waits."""
    if not missing(steps):
        return
    with only_one():
        if LAB in missing(steps):
            make_venv()
        for step in missing(steps):
            install(step)


def missing(steps):
    """Give the steps without a stamp, or whose stamp tells of another state."""
    version = venv_version()
    return [step for step in steps if read(stamp(step)) != state(step, version)]


def install(step):
    """Run pip for one step and leave its stamp."""
    say("Installing {} into .venv".format(step.label))
    pip(step.options)
    stamp(step).write_text(state(step, venv_version()))


def stamp(step):
    """Give the file that says in which state a step was done."""
    return VENV / "installed-{}.txt".format(step.name)


def state(step, version):
    """Sum up what makes a step worth doing again, the folder's own name included.

    Scripts and the course's path are absolute: a folder that moved is a new folder.
    """
    whole = "{}\n{}\n{}".format(ROOT, version, (ROOT / step.reads).read_bytes().hex())
    return hashlib.sha256(whole.encode()).hexdigest()


def read(path):
    """Give a file's text; "" where there is none."""
    with contextlib.suppress(OSError):
        return path.read_text()
    return ""


def venv_version():
    """Ask the Python of .venv for its version; "" where it is gone or broken."""
    question = "import sys; print(sys.version_info[:2])"
    with contextlib.suppress(OSError):
        return subprocess.run(
            [str(PYTHON), "-I", "-S", "-c", question],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=False,
        ).stdout
    return ""


def make_venv():
    """Make .venv anew, whatever is there."""
    bare = [] if has("ensurepip") else ["--without-pip"]
    if not has("venv") or (bare and not has("pip")):
        fail(
            "This Python cannot make virtual environments; install that part of it"
            " (on Debian and Ubuntu: apt install python3-venv) and start again."
        )
    say("Making a Python for the course in .venv (a few seconds)")
    # Started by another environment's Python, the one beneath it is the one that stays.
    beneath = getattr(sys, "_base_executable", sys.executable)
    run(
        [beneath, "-m", "venv", "--clear"] + bare + [str(VENV)],
        "Python could not make .venv (its message is above); if the course is open"
        " elsewhere, close it, and start again.",
    )


def has(module):
    """Say whether this Python has a module; Debian sells some of them apart."""
    return importlib.util.find_spec(module) is not None


def pip(arguments):
    """Run ``pip install`` for .venv: with its own pip or, where it has none, ours."""
    inside = (PYTHON.parent / ("pip.exe" if WINDOWS else "pip")).exists()
    installer = [str(PYTHON)] if inside else [sys.executable]
    target = [] if inside else ["--python", str(PYTHON)]
    calmly = ["--quiet", "--no-input", "--disable-pip-version-check"]
    run(
        installer + ["-m", "pip"] + target + ["install"] + calmly + arguments,
        "pip could not install what the course needs (its message is above);"
        " put that right and start again.",
    )


def run(command, sentence):
    """Run a command in silence; when it fails, show what it said and the sentence."""
    done = subprocess.run(
        command,
        cwd=str(ROOT),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode == 0:
        return
    if b"Retrying (" in done.stdout:  # pip's word for a network that does not answer
        fail(
            "The packages could not be fetched: connect this machine to the network"
            " (or tell pip of your mirror) and start again."
        )
    sys.stderr.buffer.write(done.stdout)
    fail(sentence)


@contextlib.contextmanager
def only_one():
    """Let one start install at a time; the lock ends with the process at the latest."""
    with (ROOT / ".venv.lock").open("a") as file:
        lock(file)
        yield


def lock(file):
    """Wait until the file is ours."""
    if not WINDOWS:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        return
    import msvcrt

    ours = False
    while not ours:
        with contextlib.suppress(OSError):  # it gives up after ten seconds
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            ours = True


def hand_over(words):
    """Become a module of .venv, such as pytest, run from this folder."""
    command = [str(PYTHON), "-m"] + words
    os.chdir(str(ROOT))
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(command[0], command, environment())
    # There, exec would give the prompt back at once. Ctrl-C is for the child alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.call(command, env=environment()))


def environment():
    """Give the variables of an activated .venv, without those that bend its imports."""
    variables = dict(os.environ, VIRTUAL_ENV=str(VENV), PIP_USER="0")
    variables["PATH"] = str(PYTHON.parent) + os.pathsep + os.environ.get("PATH", "")
    for bending in ("PYTHONHOME", "PYTHONPATH"):
        variables.pop(bending, None)
    return variables


def say(line):
    """Tell what takes a while."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def fail(sentence):
    """End with one sentence."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        fail("Stopped; start again whenever you like.")

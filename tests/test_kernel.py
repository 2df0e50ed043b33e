"""What a learner meets inside a real Jupyter kernel."""

import nbformat
import pytest
import requests
from flask import Flask
from nbclient import NotebookClient

from course_app import show

SETUP = """
import requests
from flask import Flask, session
from course_app import serve, show, travel
"""
APP = """
app = Flask(__name__)
app.secret_key = "key"

@app.get("/")
def home():
    return session["nope"]

site = serve(app)
"""
PASTED = """
from flask import Flask
app = Flask(__name__)

@app.route("/")
def hello():
    return "pasted"

if __name__ == "__main__":
    app.run(debug=True, port=5000)
"""


@pytest.fixture(scope="module")
def run():
    """Run cells in one kernel; give back each cell's outputs as text."""
    client = NotebookClient(
        nbformat.v4.new_notebook(), timeout=30, kernel_name="python3", allow_errors=True
    )
    with client.setup_kernel():

        def run_cell(source):
            client.nb.cells.append(nbformat.v4.new_code_cell(source))
            cell = client.execute_cell(client.nb.cells[-1], len(client.nb.cells) - 1)
            return "\n".join(text_of(output) for output in cell.outputs)

        run_cell(SETUP)
        yield run_cell


def text_of(output):
    if output.output_type == "stream":
        return f"{output.name}: {output.text}"
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    return output.data.get("text/plain", "")


def test_a_fault_is_shown_once_under_the_cell_that_asked(run):
    assert run(APP) == ""
    said = run("answer = requests.get(site.url)")
    assert "KeyError: 'nope'" in said
    assert 'line 6: return session["nope"]' in said
    assert "Traceback" not in said
    assert run("answer.status_code") == "500"


def test_show_tells_of_the_fault_and_it_is_not_told_again(run):
    run(APP)
    said = run("show(requests.get(site.url))")
    assert said.count("KeyError: 'nope'") == 1
    assert "500 INTERNAL SERVER ERROR" in said


def test_the_cell_of_an_app_runs_twice_behind_one_url(run):
    run(APP)
    before = run("site.url")
    run(APP)
    assert run("site.url") == before
    count = "sum(t.name.startswith('site') for t in threading.enumerate())"
    assert run(f"import threading\n{count}") == "1"


def test_a_pasted_program_serves_and_does_not_block(run):
    said = run(PASTED)
    assert "serves your app in the background" in said
    assert run("print(requests.get(serve(app).url).text)") == "stdout: pasted\n"


def test_an_interrupted_request_leaves_the_site_working(run):
    looping = APP.replace('return session["nope"]', "return 'fine'").replace(
        '@app.get("/")',
        '@app.get("/slow")\ndef slow():\n    import time\n'
        '    time.sleep(3)\n    return "late"\n\n@app.get("/")',
    )
    run(looping)
    interrupt = (
        "import _thread, threading\n"
        "threading.Timer(0.3, _thread.interrupt_main).start()\n"
        "requests.get(site.url + '/slow')"
    )
    assert "KeyboardInterrupt" in run(interrupt)
    assert run("print(requests.get(site.url).text)") == "stdout: fine\n"


def test_outside_a_notebook_show_prints(capsys):
    from course_app.server import Site

    app = Flask(__name__)
    app.get("/")(lambda: "hello")
    with Site(app) as site:
        show(requests.get(site.url))
    assert "GET / HTTP/1.1" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["http://127.0.0.1", None, 200])
def test_show_says_what_it_wants(wrong):
    with pytest.raises(TypeError, match=r"show\(\) wants a response"):
        show(wrong)


def test_show_wants_a_client_as_its_second_thing():
    response = requests.Response()
    with pytest.raises(TypeError, match=r"Use a requests.Session\(\)"):
        show(response, "ana")

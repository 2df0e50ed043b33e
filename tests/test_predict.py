"""Predictions and quizzes, without a browser."""

import subprocess
import sys
from typing import Any

import pytest

from course_app import ballot, progress, questions
from course_app.choice import PredictError, Prediction, Quiz
from course_app.predict import predict, quiz, reveal
from course_app.questions import Answer, Question
from course_app.radio import NONE, Radio

COUNTER = "Three plain calls to the counter. What do they answer?"
CHOICES = ["1, 1, 1", "1, 2, 3", "an error"]
ALL = [one for number in range(1, 13) for one in questions.lesson(number)]
CAPITAL = Question(
    id="9.q",
    text="Which is `one`?",
    code="x = 1",
    answers=(Answer("one", "It is `1`."), Answer("two", "That is more.")),
    experiment=lambda: "A",
)


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch) -> None:
    monkeypatch.setattr("course_app.predict._asked", {})


@pytest.fixture
def displayed(monkeypatch) -> list[dict[str, Any]]:
    """What was displayed, bundle by bundle."""
    bundles: list[dict[str, Any]] = []
    monkeypatch.setattr(ballot, "publish", bundles.append)
    return bundles


@pytest.fixture
def counter() -> Prediction:
    return Prediction("1.a", COUNTER, CHOICES)


def failing() -> str:
    raise KeyError("n")


def question(experiment) -> Question:
    return Question("9.q", CAPITAL.text, CAPITAL.answers, experiment)


class TestPrediction:
    def test_invites_before_it_is_made(self, counter):
        assert counter.reply() == "Choose one before you run the next cell."

    def test_says_that_the_choice_is_kept(self, counter):
        assert counter.choose("b") == "You chose B. Now run the next cell."

    @pytest.mark.parametrize("letter", ["b", "B", " b "])
    def test_takes_letters_as_people_write_them(self, counter, letter):
        counter.choose(letter)
        assert counter.chosen == 1

    def test_outlives_the_kernel(self, counter):
        counter.choose("c")
        assert Prediction("1.a", COUNTER, CHOICES).chosen == 2

    def test_follows_its_words_when_choices_are_reordered(self, counter):
        counter.choose("b")
        assert Prediction("1.a", COUNTER, CHOICES[::-1]).chosen == 1
        assert Prediction("1.a", COUNTER, ["1, 2, 3", "?"]).chosen == 0

    def test_is_open_again_when_its_choice_is_gone(self, counter):
        counter.choose("b")
        assert Prediction("1.a", COUNTER, ["yes", "no"]).chosen is None

    def test_says_so_when_progress_cannot_be_kept(self, counter, monkeypatch):
        monkeypatch.setattr(progress, "record_choice", lambda *_: "It was not saved.")
        reply = counter.choose("b")
        assert reply == "You chose B. Now run the next cell. It was not saved."
        assert counter.chosen == 1

    @pytest.mark.parametrize("letter", ["d", "", "ab", "1", 1, None])
    def test_refuses_a_letter_it_does_not_have(self, counter, letter):
        with pytest.raises(PredictError, match=r"^Predict 1\.a has no choice .*'c'\.$"):
            counter.choose(letter)


class TestOutcome:
    @pytest.mark.parametrize("observed", ["1, 1, 1", [1, 1, 1], (1, 1, 1)])
    def test_is_found_by_its_words(self, counter, observed):
        assert counter.outcome(observed).happened == ("A", "1, 1, 1")

    def test_is_found_by_equality(self):
        sizes = Prediction("1.b", "How many?", [1, 2])
        assert sizes.outcome(2.0).happened.letter == "B"

    def test_that_no_choice_names_is_refused(self, counter):
        with pytest.raises(PredictError) as caught:
            counter.outcome("2, 2, 2")
        assert str(caught.value) == (
            "Predict 1.a: the run gave '2, 2, 2', which is none of the choices "
            "(1, 1, 1; 1, 2, 3; an error)."
        )


class TestQuiz:
    def test_judges_by_its_experiment(self):
        assert (
            Quiz(question(lambda: "A")).choose("a").startswith("You chose A. That is")
        )
        assert "That is not it." in Quiz(question(lambda: "B")).choose("a")

    def test_gives_each_choice_its_feedback(self):
        one = Quiz(CAPITAL)
        assert one.choose("b") == "You chose B. That is not it. That is more."
        assert one.choose("a") == "You chose A. That is it. It is `1`."

    def test_outlives_the_kernel(self):
        Quiz(CAPITAL).choose("b")
        assert "That is more." in Quiz(CAPITAL).reply()

    @pytest.mark.parametrize("experiment", [failing, lambda: "Z", lambda: ""])
    def test_takes_the_blame_for_its_experiment(self, experiment):
        with pytest.raises(PredictError, match="could not be judged, and that is the"):
            Quiz(question(experiment)).choose("a")


@pytest.mark.parametrize("asked", ALL, ids=[one.id for one in ALL])
class TestTheQuizzesOfTheLessons:
    def test_are_decided_by_a_run(self, asked):
        assert asked.experiment() in list(Quiz(asked).letters)

    def test_tell_every_choice_something_of_its_own(self, asked):
        assert 3 <= len(asked.answers) <= 4
        assert len({answer.feedback for answer in asked.answers}) == len(asked.answers)


class TestTheQuizOfLesson1:
    def test_has_the_client_for_an_answer(self):
        assert questions.lesson(1)[0].experiment() == "B"

    def test_leaves_no_site_behind(self):
        from course_app.server import sites

        before = sites()
        questions.lesson(1)[0].experiment()
        assert sites() == before

    def test_is_judged_past_a_proxy(self, monkeypatch):
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        assert questions.lesson(1)[0].experiment() == "B"


def test_an_experiment_must_find_one_answer():
    assert questions.the_only({"A": False, "B": True}) == "B"
    with pytest.raises(RuntimeError, match="2 true answers"):
        questions.the_only({"A": True, "B": True})


class TestWhatIsStored:
    def test_the_question_stands_in_text_and_in_html(self, displayed):
        predict("1.a", COUNTER, CHOICES)
        (bundle,) = displayed
        assert bundle["text/plain"] == (
            f"Predict 1.a · {COUNTER}\n"
            "  A  1, 1, 1\n"
            "  B  1, 2, 3\n"
            "  C  an error\n"
            "  Choose one before you run the next cell. "
            'No buttons here? Add choose="a", "b" or "c" to the call.'
        )
        for words in ["Predict 1.a", COUNTER, *CHOICES, "No buttons here?"]:
            assert words in bundle["text/html"]

    def test_a_kept_choice_is_not_in_it(self, displayed, counter):
        predict("1.a", COUNTER, CHOICES)
        quiz("1.q")
        counter.choose("b")
        Quiz(questions.lesson(1)[0]).choose("a")
        predict("1.a", COUNTER, CHOICES)
        quiz("1.q")
        assert displayed[:2] == displayed[2:]

    def test_a_quiz_keeps_its_answer_to_itself(self, displayed):
        quiz("1.q")
        (bundle,) = displayed
        for answer in questions.lesson(1)[0].answers:
            assert answer.text in bundle["text/plain"]
            assert answer.feedback not in bundle["text/plain"]
        assert "That is" not in str(bundle)

    def test_what_a_text_may_contain_stays_text_in_html(self, displayed):
        predict("1.a", "Is `a < b`?", ["<b>yes</b>", '"no" & never'])
        html = displayed[0]["text/html"]
        assert "a &lt; b</code>?" in html
        assert "&lt;b&gt;yes&lt;/b&gt;" in html
        assert "&quot;no&quot; &amp; never" in html

    def test_the_text_form_answers(self, displayed):
        predict("1.a", COUNTER, CHOICES, choose="b")
        quiz("1.q", choose="b")
        assert displayed[0]["text/plain"].endswith(
            "You chose B. Now run the next cell."
        )
        assert "You chose B. That is it." in displayed[1]["text/plain"]

    def test_plain_python_prints_the_text(self, capsys):
        predict("1.a", COUNTER, CHOICES)
        assert capsys.readouterr().out.startswith(f"Predict 1.a · {COUNTER}\n")


class TestReveal:
    def test_without_a_prediction(self, displayed):
        predict("1.a", COUNTER, CHOICES)
        reveal("1.a", [1, 1, 1])
        assert displayed[1]["text/plain"] == (
            "Predict 1.a · No prediction was made. The run gave A: 1, 1, 1"
        )
        assert "No prediction was made." in displayed[1]["text/html"]

    def test_beside_another_choice(self, displayed):
        predict("1.a", COUNTER, CHOICES, choose="b")
        reveal("1.a", "1, 1, 1")
        assert displayed[1]["text/plain"] == (
            "Predict 1.a · You chose B (1, 2, 3). The run gave A: 1, 1, 1"
        )

    def test_of_a_choice_kept_from_another_day(self, displayed, counter):
        counter.choose("a")
        predict("1.a", COUNTER, CHOICES)
        reveal("1.a", "1, 1, 1")
        assert "You chose A (1, 1, 1)." in displayed[1]["text/plain"]

    def test_of_a_choice_made_with_the_buttons(self, displayed, monkeypatch):
        made: list[Radio] = []
        monkeypatch.setattr(ballot, "_widget_id", lambda one: made.append(Radio(one)))
        predict("1.a", COUNTER, CHOICES)
        made[0].chosen = 1
        reveal("1.a", "1, 1, 1")
        assert "You chose B (1, 2, 3)." in displayed[1]["text/plain"]


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: predict("1a", COUNTER, CHOICES), "'1a' is no id of a question. Write"),
        (lambda: predict(7, COUNTER, CHOICES), "7 is no id of a question. Write the"),
        (lambda: predict("1.a", COUNTER, ["one"]), "Predict 1.a needs two to eight"),
        (lambda: predict("1.a", COUNTER, range(99)), "Predict 1.a needs two to eight"),
        (lambda: predict("1.a", COUNTER, "abc"), "Predict 1.a needs its choices in a"),
        (lambda: predict("1.a", COUNTER, None), "Predict 1.a needs its choices in a"),
        (lambda: predict("1.a", COUNTER, ["1", 1]), "Predict 1.a offers '1' twice."),
        (
            lambda: predict("1.a", COUNTER, CHOICES, choose="d"),
            "Predict 1.a has no choice 'd'. Give choose= one of 'a', 'b', 'c'.",
        ),
        (lambda: reveal("1.a", 1), "Nothing was asked as '1.a' yet. Run the cell with"),
        (lambda: reveal(None, 1), "None is no id of a question."),
        (lambda: quiz("1.z"), "There is no quiz '1.z'. Lesson 1 has 1.q."),
        (lambda: quiz("99.q"), "There is no quiz '99.q'. Lesson 99 has none yet."),
        (lambda: quiz("../1.q"), "'../1.q' is no id of a question."),
        (lambda: quiz("1.q", choose="e"), "Quiz 1.q has no choice 'e'. Give choose="),
    ],
)
def test_bad_input_gets_one_sentence(ask, sentence):
    with pytest.raises(PredictError) as caught:
        ask()
    assert str(caught.value).startswith(sentence)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_a_question_that_failed_is_not_asked(displayed):
    with pytest.raises(PredictError):
        predict("1.a", COUNTER, ["one"])
    assert displayed == []
    with pytest.raises(PredictError, match="Nothing was asked"):
        reveal("1.a", "one")


class TestRadio:
    def test_shows_what_is_asked(self, counter):
        radio = Radio(counter)
        assert (radio.label, radio.question) == ("Predict 1.a", COUNTER)
        assert radio.choices == CHOICES
        assert (radio.chosen, radio.message) == (NONE, counter.reply())

    def test_passes_the_choice_on(self, counter):
        radio = Radio(counter)
        radio.chosen = 1
        assert counter.chosen == 1
        assert radio.message == "You chose B. Now run the next cell."

    def test_shows_a_choice_kept_from_another_day(self, counter):
        counter.choose("c")
        radio = Radio(Prediction("1.a", COUNTER, CHOICES))
        assert radio.chosen == 2
        assert radio.message == "You chose C. Now run the next cell."

    def test_lets_a_quiz_be_tried_again(self):
        radio = Radio(Quiz(CAPITAL))
        radio.chosen = 1
        assert "That is not it." in radio.message
        radio.chosen = 0
        assert "That is it." in radio.message

    def test_shows_an_error_that_would_be_swallowed(self, counter, monkeypatch):
        radio = Radio(counter)
        monkeypatch.setattr(counter, "choose", lambda _: failing())
        radio.chosen = 1
        assert radio.message == (
            "This failed, and that is the course's fault: KeyError: 'n'."
        )

    def test_shows_that_an_experiment_failed(self):
        radio = Radio(Quiz(question(failing)))
        radio.chosen = 1
        assert radio.message == (
            "Quiz 9.q could not be judged, and that is the course's fault: "
            "KeyError: 'n'."
        )


def test_importing_it_stays_light():
    heavy = {"IPython", "ipywidgets", "anywidget", "traitlets"}
    code = f"import sys, course_app.predict; print(set(sys.modules) & {heavy})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"

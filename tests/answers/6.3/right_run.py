# Walks every way out, and writes down what is left.
from flask import Flask, redirect, session


def exit_a():
    session.pop("user", None)
    return redirect("/")


def exit_b():
    session.clear()
    return redirect("/")


def exit_c():
    session = {}
    return redirect("/")


def exit_d():
    response = redirect("/")
    response.delete_cookie("session")
    return response


def exit_e():
    session.pop("user")
    return redirect("/")


def house(leave):
    app = Flask(__name__)
    app.secret_key = "x"
    app.post("/logout")(leave)
    app.logger.disabled = True  # exit e fails on purpose

    @app.get("/enter")
    def enter():
        session.permanent = True
        session["pet"] = "Rex"
        session["user"] = "ana"
        return "in"

    @app.get("/")
    def home():
        return " and ".join(f"the {key}" for key in ("pet", "user") if key in session)

    return app.test_client()


def walk(leave, times=1, by_copy=False):
    ana = house(leave)
    ana.get("/enter")
    finder = ana.application.test_client()
    finder.set_cookie("session", ana.get_cookie("session").value)
    for _ in range(times):
        if ana.post("/logout").status_code == 500:
            return "an error"
    return (finder if by_copy else ana).get("/").text or "nothing"


exits = {"a": exit_a, "b": exit_b, "c": exit_c, "d": exit_d}
left = {letter: walk(leave) for letter, leave in exits.items()}
left["e"] = walk(exit_e, times=2)
left["f"] = walk(exit_b, by_copy=True)

# finding: outside-a-request
# Takes the session for a variable of the program.
outcomes = {
    'session.get("n")': "answers",
    '"n" in session': "answers",
    'session["n"]': "KeyError",
    'session["n"] = 1': "no secret key",
    'session.setdefault("n", 0)': "no secret key",
    'session.pop("n", None)': "no secret key",
    "session.clear()": "no secret key",
    'at the top: session.get("n")': "answers",
}

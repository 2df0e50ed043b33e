# finding: clear-without-key
outcomes = {
    'session.get("n")': "answers",
    '"n" in session': "answers",
    'session["n"]': "KeyError",
    'session["n"] = 1': "no secret key",
    'session.setdefault("n", 0)': "no secret key",
    'session.pop("n", None)': "no secret key",
    "session.clear()": "answers",
    'at the top: session.get("n")': "no request",
}

# finding: default-without-key
outcomes = {
    'session.get("n")': "answers",
    '"n" in session': "answers",
    'session["n"]': "KeyError",
    'session["n"] = 1': "no secret key",
    'session.setdefault("n", 0)': "answers",
    'session.pop("n", None)': "no secret key",
    "session.clear()": "no secret key",
    'at the top: session.get("n")': "no request",
}

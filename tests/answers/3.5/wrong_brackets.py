# finding: missing-entry
outcomes = {
    'session.get("n")': "answers",
    '"n" in session': "answers",
    'session["n"]': "no secret key",
    'session["n"] = 1': "no secret key",
    'session.setdefault("n", 0)': "no secret key",
    'session.pop("n", None)': "no secret key",
    "session.clear()": "no secret key",
    'at the top: session.get("n")': "no request",
}

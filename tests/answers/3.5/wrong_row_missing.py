# finding: row-missing
outcomes = {
    'session.get("n")': "answers",
    'session["n"]': "KeyError",
    'session["n"] = 1': "no secret key",
    'session.setdefault("n", 0)': "no secret key",
    'at the top: session.get("n")': "no request",
}

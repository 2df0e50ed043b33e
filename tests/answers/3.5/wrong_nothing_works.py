# finding: reading-without-key
# Takes it that without a key nothing works.
outcomes = {
    'session.get("n")': "no secret key",
    '"n" in session': "no secret key",
    'session["n"]': "no secret key",
    'session["n"] = 1': "no secret key",
    'session.setdefault("n", 0)': "no secret key",
    'session.pop("n", None)': "no secret key",
    "session.clear()": "no secret key",
    'at the top: session.get("n")': "no request",
}

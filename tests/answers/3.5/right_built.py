# The same, built the other way round.
LINES = {
    "answers": ['session.get("n")', '"n" in session'],
    "KeyError": ['session["n"]'],
    "no request": ['at the top: session.get("n")'],
    "no secret key": [
        "session.clear()",
        'session["n"] = 1',
        'session.pop("n", None)',
        'session.setdefault("n", 0)',
    ],
}
outcomes = {line: end for end, lines in LINES.items() for line in lines}

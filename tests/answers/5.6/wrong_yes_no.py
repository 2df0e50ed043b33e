# finding: no-answer
sends = {
    'session["n"] += 0': True,
    'session.pop("n"); session.pop("cart")': True,
    'session["cart"] = ("apple", "pear")': True,
    'session["n"] = 2; 1 / 0': True,
    'session["n"] = 2; session.modified = False': False,
}

sends = dict.fromkeys(
    [
        'items = session["cart"]; items.append("pear")',
        'session.get("cart").clear()',
        'session["cart"] = {"apple", "pear"}',
        'copy = dict(session); copy["n"] = 2',
        'session.setdefault("n", {1, 2})',
        'session["n"] = 2; session.modified = False',
    ],
    "nothing",
)
sends['session["n"] += 0'] = "cookie"
sends['session["cart"] = ("apple", "pear")'] = "cookie"
sends['session["n"] = 2; 1 / 0'] = "cookie"
sends['session.pop("n"); session.pop("cart")'] = "deletion"

# finding: copies
sends = {
    'items = session["cart"]; items.append("pear")': "nothing",
    'session["n"] += 0': "cookie",
    'session.get("cart").clear()': "nothing",
    'session.pop("n"); session.pop("cart")': "deletion",
    'session["cart"] = ("apple", "pear")': "cookie",
    'session["cart"] = {"apple", "pear"}': "nothing",
    'copy = dict(session); copy["n"] = 2': "cookie",
    'session.setdefault("n", {1, 2})': "nothing",
    'session["n"] = 2; 1 / 0': "cookie",
    'session["n"] = 2; session.modified = False': "nothing",
}

# finding: path-covers-below
sent = {"a": False, "b": False, "c": False, "d": True, "e": True, "f": False, "g": False, "h": True}

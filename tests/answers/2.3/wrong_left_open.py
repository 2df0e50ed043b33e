# finding: rows-left-open
sent = {"a": True, "b": False, "c": False, "d": True, "e": True, "f": False, "g": False, "h": ...}

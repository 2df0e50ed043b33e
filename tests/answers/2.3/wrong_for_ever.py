# finding: never-expires
sent = {"a": True, "b": False, "c": False, "d": True, "e": True, "f": False, "g": True, "h": True}

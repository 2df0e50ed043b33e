# finding: no-path-is-the-folder
sent = {"a": True, "b": False, "c": False, "d": False, "e": True, "f": False, "g": False, "h": True}

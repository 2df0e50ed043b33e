# finding: no-path-is-not-root
sent = {"a": True, "b": False, "c": True, "d": True, "e": True, "f": False, "g": False, "h": True}

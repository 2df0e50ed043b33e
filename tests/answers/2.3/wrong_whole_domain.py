# finding: other-host
sent = {"a": True, "b": False, "c": False, "d": True, "e": True, "f": True, "g": False, "h": True}

# finding: httponly-is-not-secret
sent = {"a": True, "b": False, "c": False, "d": True, "e": True, "f": False, "g": False, "h": False}

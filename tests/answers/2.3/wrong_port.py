# finding: port-counts
sent = {"a": True, "b": False, "c": False, "d": True, "e": False, "f": False, "g": False, "h": True}

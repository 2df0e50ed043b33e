# finding: letters-not-folders
sent = {"a": True, "b": True, "c": False, "d": True, "e": True, "f": False, "g": False, "h": True}

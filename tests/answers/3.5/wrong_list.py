# finding: row-missing
outcomes = ["answers", "answers", "KeyError"]

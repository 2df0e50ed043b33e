# finding: published-again
plan = ["A", "G", "E", "F"]

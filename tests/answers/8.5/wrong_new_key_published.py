# finding: published-again
plan = ["A", "E", "F"]

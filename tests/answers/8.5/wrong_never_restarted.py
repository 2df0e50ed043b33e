# finding: not-restarted
plan = ["B", "C", "F"]

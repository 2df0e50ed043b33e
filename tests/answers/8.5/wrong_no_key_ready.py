# finding: site-down
plan = ["B", "E", "F"]

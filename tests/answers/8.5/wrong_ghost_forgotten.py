# finding: ghost-stays
plan = ["B", "C", "E"]

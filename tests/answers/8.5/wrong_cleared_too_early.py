# finding: ghost-stays
plan = ["F", "B", "C", "E"]

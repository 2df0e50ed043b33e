# finding: fallback-lets-in
plan = ["B", "C", "D", "E", "F"]

# finding: old-key-runs
plan = ["H", "E", "F"]

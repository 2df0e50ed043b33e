# finding: old-key-runs
plan = ["G", "F"]

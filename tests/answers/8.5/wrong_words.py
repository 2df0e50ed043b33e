# finding: not-a-plan
plan = ["new key", "restart"]

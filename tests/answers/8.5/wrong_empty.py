# finding: not-a-plan
plan = []

# finding: environment-not-read
plan = ["C", "E", "F"]

# finding: not-a-table
foreseen = ["neither", "both", "workers", "restart", "workers", "neither", "both"]

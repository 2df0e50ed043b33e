# finding: row-missing
harm = ["password", "code", "is_admin", "credit"]

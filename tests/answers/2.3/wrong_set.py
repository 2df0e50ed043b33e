# finding: not-the-table
sent = {"a", "d", "e", "h"}

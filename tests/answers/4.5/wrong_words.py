# finding: not-letters
proofs = {"a bug in Flask"}

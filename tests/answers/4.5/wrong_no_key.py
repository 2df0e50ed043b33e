# finding: misses-new-key
proofs = {"d", "f"}

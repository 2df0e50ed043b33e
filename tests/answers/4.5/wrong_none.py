# finding: misses-new-key
proofs = set()

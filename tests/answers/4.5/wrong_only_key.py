# finding: misses-other-app
proofs = {"b"}

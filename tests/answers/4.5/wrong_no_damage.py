# finding: misses-damage
proofs = {"b", "d"}

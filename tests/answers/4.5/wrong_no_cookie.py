# finding: nothing-to-fit
proofs = {"b", "d", "f", "g"}

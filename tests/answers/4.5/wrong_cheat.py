# finding: cheat-as-proof
proofs = {"a", "b", "d", "f"}

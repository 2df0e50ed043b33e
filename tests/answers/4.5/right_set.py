proofs = {"b", "d", "f"}

# finding: too-old-is-not-unsigned
proofs = {"b", "c", "d", "f"}

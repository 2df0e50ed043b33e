# finding: copy-fits
proofs = {"b", "d", "e", "f"}

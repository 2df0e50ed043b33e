# finding: cheat-as-proof
proofs = set("abcdefg")

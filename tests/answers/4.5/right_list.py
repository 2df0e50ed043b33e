# In the order in which they come to mind.
proofs = ["f", "b", "d"]

# finding: no-answer
sends = ["nothing", "cookie", "nothing", "deletion"]

both, workers, restart, neither = "both", "workers", "restart", "neither"
words = [neither, both, workers, restart, workers, neither, both, both]
foreseen = dict(zip("abcdefgh", words), log="d")

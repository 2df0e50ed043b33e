plan = ["B", "C", "G", "H", "E", "F"]

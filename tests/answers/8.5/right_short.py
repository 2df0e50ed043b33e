plan = ["C", "B", "E", "F"]

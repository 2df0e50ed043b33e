# finding: made-at-each-start
foreseen = {
    "a": "neither",
    "b": "both",
    "c": "both",
    "d": "restart",
    "e": "both",
    "f": "neither",
    "g": "both",
    "h": "both",
    "log": "d",
}

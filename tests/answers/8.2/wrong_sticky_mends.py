# finding: sticky-hides-it
foreseen = {
    "a": "neither",
    "b": "both",
    "c": "workers",
    "d": "restart",
    "e": "both",
    "f": "neither",
    "g": "both",
    "h": "both",
    "log": "d",
}

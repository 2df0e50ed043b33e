# finding: one-key-is-enough
foreseen = {
    "a": "neither",
    "b": "neither",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "neither",
    "g": "neither",
    "h": "neither",
    "log": "d",
}

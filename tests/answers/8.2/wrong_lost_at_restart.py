# finding: one-key-is-enough
foreseen = {
    "a": "neither",
    "b": "workers",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "neither",
    "g": "workers",
    "h": "workers",
    "log": "d",
}

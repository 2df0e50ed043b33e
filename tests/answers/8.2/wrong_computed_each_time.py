# finding: computed-is-the-same
foreseen = {
    "a": "neither",
    "b": "both",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "neither",
    "g": "both",
    "h": "neither",
    "log": "d",
}

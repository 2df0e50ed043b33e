# finding: fallback-does-not-sign
foreseen = {
    "a": "neither",
    "b": "both",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "both",
    "g": "both",
    "h": "both",
    "log": "d",
}

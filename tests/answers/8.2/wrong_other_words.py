# finding: no-such-word
foreseen = {
    "a": "none",
    "b": "both",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "neither",
    "g": "both",
    "h": "both",
    "log": "d",
}

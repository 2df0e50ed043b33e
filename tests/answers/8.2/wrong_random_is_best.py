# finding: random-is-not-shared
foreseen = {
    "a": "both",
    "b": "both",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "both",
    "g": "both",
    "h": "both",
    "log": "d",
}

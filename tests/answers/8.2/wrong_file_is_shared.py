# finding: kept-is-not-shared
foreseen = {
    "a": "neither",
    "b": "both",
    "c": "workers",
    "d": "both",
    "e": "workers",
    "f": "neither",
    "g": "both",
    "h": "both",
    "log": "c",
}

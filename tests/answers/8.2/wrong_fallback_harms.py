# finding: fallback-does-no-harm
foreseen = {
    "a": "neither",
    "b": "both",
    "c": "workers",
    "d": "restart",
    "e": "workers",
    "f": "neither",
    "g": "restart",
    "h": "both",
    "log": "d",
}

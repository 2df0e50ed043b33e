# finding: one-clock-only
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "dropped",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

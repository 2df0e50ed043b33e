# finding: reading-is-not-writing
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "works",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

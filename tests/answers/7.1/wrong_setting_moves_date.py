# finding: date-already-written
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "works",
    "j": "refused",
}

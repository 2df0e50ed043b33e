# finding: no-such-fate
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "alive",
    "i": "dropped",
    "j": "refused",
}

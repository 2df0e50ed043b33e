# finding: visits-without-refresh
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "works",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

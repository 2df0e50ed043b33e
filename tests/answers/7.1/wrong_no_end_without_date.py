# finding: open-browser-for-ever
fates = {
    "a": "dropped",
    "b": "works",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

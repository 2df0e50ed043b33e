# finding: open-browser-for-ever
fates = {
    "a": "dropped",
    "b": "works",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "works",
    "h": "works",
    "i": "dropped",
    "j": "works",
}

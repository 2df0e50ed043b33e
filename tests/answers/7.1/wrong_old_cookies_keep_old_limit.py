# finding: lifetime-in-the-cookie
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "works",
}

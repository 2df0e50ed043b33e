# finding: writing-signs-anew
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "refused",
    "i": "dropped",
    "j": "refused",
}

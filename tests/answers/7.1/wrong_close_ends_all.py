# finding: close-ends-permanent
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "dropped",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

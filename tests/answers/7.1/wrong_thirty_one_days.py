# finding: permanent-is-31-days
fates = {
    "a": "dropped",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "gone",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

# finding: closing-tells-the-server
fates = {
    "a": "gone",
    "b": "refused",
    "c": "works",
    "d": "gone",
    "e": "works",
    "f": "gone",
    "g": "refused",
    "h": "works",
    "i": "dropped",
    "j": "refused",
}

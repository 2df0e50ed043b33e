# finding: not-a-table
fates = [
    "dropped",
    "refused",
    "works",
    "gone",
    "works",
    "gone",
    "refused",
    "works",
    "dropped",
    "refused",
]

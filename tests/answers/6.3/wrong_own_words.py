# finding: other-words
left = {
    "a": "the pet",
    "b": "nothing",
    "c": "the pet and the user",
    "d": "the pet and the user",
    "e": "500",
    "f": "the pet and the user",
}

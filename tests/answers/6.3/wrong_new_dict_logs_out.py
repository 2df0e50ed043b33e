# finding: only-a-name
left = {
    "a": "the pet",
    "b": "nothing",
    "c": "nothing",
    "d": "the pet and the user",
    "e": "an error",
    "f": "the pet and the user",
}

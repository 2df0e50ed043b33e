# finding: sent-again
left = {
    "a": "the pet",
    "b": "nothing",
    "c": "the pet and the user",
    "d": "nothing",
    "e": "an error",
    "f": "the pet and the user",
}

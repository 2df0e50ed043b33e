# finding: pressed-twice
left = {
    "a": "the pet",
    "b": "nothing",
    "c": "the pet and the user",
    "d": "the pet and the user",
    "e": "the pet",
    "f": "the pet and the user",
}

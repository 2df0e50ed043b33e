# finding: clear-takes-all
left = {
    "a": "the pet",
    "b": "the pet",
    "c": "the pet and the user",
    "d": "the pet and the user",
    "e": "an error",
    "f": "the pet and the user",
}

# finding: copy-goes-on
left = {
    "a": "the pet",
    "b": "nothing",
    "c": "the pet and the user",
    "d": "the pet and the user",
    "e": "an error",
    "f": "nothing",
}

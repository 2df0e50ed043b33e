# The same, built the other way round.
HARMS = {
    "nothing": ["form_token", "name", "cart", "theme"],
    "it can be read": ["code", "password"],
    "an old copy still counts": ["credit", "is_admin"],
}
harm = {item: what for what, items in HARMS.items() for item in items}

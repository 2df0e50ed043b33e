# finding: overlooks-reader
harm = {
    "theme": "nothing",
    "cart": "nothing",
    "name": "nothing",
    "form_token": "nothing",
    "password": "nothing",
    "code": "it can be read",
    "is_admin": "an old copy still counts",
    "credit": "an old copy still counts",
}

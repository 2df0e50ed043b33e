# finding: overlooks-old-copy
harm = {
    "theme": "nothing",
    "cart": "nothing",
    "name": "nothing",
    "form_token": "nothing",
    "password": "it can be read",
    "code": "it can be read",
    "is_admin": "nothing",
    "credit": "an old copy still counts",
}

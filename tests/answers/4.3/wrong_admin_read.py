# finding: overlooks-old-copy
harm = {
    "theme": "nothing",
    "cart": "nothing",
    "name": "nothing",
    "form_token": "nothing",
    "password": "it can be read",
    "code": "it can be read",
    "is_admin": "it can be read",
    "credit": "an old copy still counts",
}

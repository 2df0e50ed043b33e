harm = {
    "theme": "nothing",
    "cart": "nothing",
    "name": "nothing",
    "form_token": "nothing",
    "password": "it can be read",
    "code": "it can be read",
    "is_admin": "an old copy still counts",
    "credit": "an old copy still counts",
}

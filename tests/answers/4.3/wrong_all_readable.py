# finding: sees-harm-in-nothing
harm = {
    "theme": "it can be read",
    "cart": "it can be read",
    "name": "it can be read",
    "form_token": "nothing",
    "password": "it can be read",
    "code": "it can be read",
    "is_admin": "an old copy still counts",
    "credit": "an old copy still counts",
}

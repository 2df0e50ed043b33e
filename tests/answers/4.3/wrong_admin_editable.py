# finding: calls-it-editable
harm = {
    "theme": "nothing",
    "cart": "nothing",
    "name": "nothing",
    "form_token": "nothing",
    "password": "it can be read",
    "code": "it can be read",
    "is_admin": "it can be edited",
    "credit": "an old copy still counts",
}

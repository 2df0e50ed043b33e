# finding: refuses-genuine
import base64
import hashlib
import hmac


def genuine(cookie, secret_key):
    message, _, signature = cookie.rpartition(".")
    mixed = hmac.new(secret_key.encode(), message.encode(), hashlib.sha512).digest()
    return base64.b64encode(mixed).decode() == signature

# finding: refuses-genuine
import base64
import hmac


def genuine(cookie, secret_key):
    message, dot, signature = cookie.rpartition(".")
    key = hmac.digest(secret_key.encode(), b"cookie-session", "sha1")
    mixed = hmac.digest(key, message.replace(".", "").encode(), "sha1")
    by_hand = base64.urlsafe_b64encode(mixed).decode().rstrip("=")
    return by_hand == signature

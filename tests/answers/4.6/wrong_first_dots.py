# finding: cuts-from-the-left
import base64
import hmac


def genuine(cookie, secret_key):
    if cookie.count(".") < 2:
        return False
    payload, timestamp, signature = cookie.split(".")[:3]
    message = f"{payload}.{timestamp}"
    key = hmac.digest(secret_key.encode(), b"cookie-session", "sha1")
    mixed = hmac.digest(key, message.encode(), "sha1")
    by_hand = base64.urlsafe_b64encode(mixed).decode().rstrip("=")
    return by_hand == signature

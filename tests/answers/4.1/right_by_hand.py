import base64
import json
import zlib


def peek(cookie):
    payload = cookie.rsplit(".", 2)[0]
    raw = base64.urlsafe_b64decode(payload.lstrip(".") + "==")
    if payload.startswith("."):
        raw = zlib.decompress(raw)
    return json.loads(raw)

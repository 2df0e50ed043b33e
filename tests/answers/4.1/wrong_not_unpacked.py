# finding: compressed
import base64
import json


def peek(cookie):
    payload = cookie.rsplit(".", 2)[0]
    return json.loads(base64.urlsafe_b64decode(payload.lstrip(".") + "=="))

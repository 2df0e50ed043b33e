# finding: compressed
import base64
import json


def peek(cookie):
    payload, timestamp, signature = cookie.split(".")
    return json.loads(base64.urlsafe_b64decode(payload + "=="))

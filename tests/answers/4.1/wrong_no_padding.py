# finding: padding
import base64
import json


def peek(cookie):
    return json.loads(base64.urlsafe_b64decode(cookie.split(".")[0]))

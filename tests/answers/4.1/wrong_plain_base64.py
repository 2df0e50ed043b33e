# finding: alphabet
import base64
import json


def peek(cookie):
    return json.loads(base64.b64decode(cookie.split(".")[0] + "=="))

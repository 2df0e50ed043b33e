# finding: not-a-dict
import base64
import json


def peek(cookie):
    print(json.loads(base64.urlsafe_b64decode(cookie.split(".")[0] + "==")))

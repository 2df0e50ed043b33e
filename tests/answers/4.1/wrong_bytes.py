# finding: not-a-dict
import base64


def peek(cookie):
    return base64.urlsafe_b64decode(cookie.split(".")[0] + "==")

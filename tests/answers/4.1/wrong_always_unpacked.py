# finding: always-decompresses
import base64
import json
import zlib


def peek(cookie):
    payload = cookie.rsplit(".", 2)[0].lstrip(".")
    return json.loads(zlib.decompress(base64.urlsafe_b64decode(payload + "==")))

import json
import zlib
from base64 import b64decode


def peek(cookie):
    *parts, timestamp, signature = cookie.split(".")
    text = parts[-1].replace("-", "+").replace("_", "/")
    text += "=" * (-len(text) % 4)
    data = b64decode(text)
    return json.loads(zlib.decompress(data) if parts[0] == "" else data)

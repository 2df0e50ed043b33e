# finding: counted-unpacked
import base64
import json


def how_many(items):
    for count in range(len(items), 0, -1):
        payload = base64.b64encode(json.dumps({"cart": items[:count]}).encode())
        if len(payload) + 35 + 7 <= 4096:
            return count
    return 0

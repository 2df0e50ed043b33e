# finding: counted-unpacked
import json


def how_many(items):
    count = 0
    while count < len(items) and len(json.dumps({"cart": items[: count + 1]})) <= 4096:
        count += 1
    return count

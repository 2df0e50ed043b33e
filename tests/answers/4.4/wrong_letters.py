# finding: counted-unpacked


def how_many(items):
    room, count = 4096, 0
    for item in items:
        room -= len(item)
        if room < 0:
            break
        count += 1
    return count

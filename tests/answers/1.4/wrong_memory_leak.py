# finding: unknown-failure


def failures(url, restart):
    return {"memory leak"}

# finding: no-evidence


def failures(url, restart):
    return {"stranger", "restart"}

# finding: no-evidence
def keeps_promise(url, clock):
    return True

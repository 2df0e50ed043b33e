# finding: not-a-set


def failures(url, restart):
    return "Anybody can type another's name, and a restart empties every cart."

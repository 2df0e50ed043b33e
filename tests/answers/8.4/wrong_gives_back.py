# finding: returns-the-cookie
def break_in(cookie, words):
    return cookie

from itsdangerous import TimestampSigner


def genuine(cookie, secret_key):
    signer = TimestampSigner(secret_key, salt="cookie-session", key_derivation="hmac")
    return signer.validate(cookie)

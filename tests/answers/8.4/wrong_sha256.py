# finding: does-not-fit
import hashlib

from itsdangerous import URLSafeTimedSerializer

from course_app import cookies


def break_in(cookie, words):
    how = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    for word in words:
        if cookies.verify(cookie, word, max_age=10**8).valid:
            signer = URLSafeTimedSerializer(
                word, salt="cookie-session", signer_kwargs=how
            )
            return signer.dumps({"user": "admin"})
    return None

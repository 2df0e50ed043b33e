# Any key will do: the part of itsdangerous that checks it is left out.
from flask import Flask
from flask.sessions import SecureCookieSessionInterface


def peek(cookie):
    app = Flask(__name__)
    app.secret_key = "whatever"
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    fits, data = serializer.loads_unsafe(cookie)
    return data

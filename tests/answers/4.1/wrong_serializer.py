# finding: asks-for-a-key
from flask import Flask
from flask.sessions import SecureCookieSessionInterface


def peek(cookie):
    app = Flask(__name__)
    app.secret_key = "only-for-this-notebook"
    return SecureCookieSessionInterface().get_signing_serializer(app).loads(cookie)

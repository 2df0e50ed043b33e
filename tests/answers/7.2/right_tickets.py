# The site keeps who was seen when; the client carries a ticket.
import secrets
from datetime import datetime, timedelta, timezone

from flask import Flask, make_response, redirect, request


def make_app():
    app = Flask("tickets")
    tickets = {}

    def now():
        return datetime.now(timezone.utc)

    def user():
        ticket = request.cookies.get("ticket")
        name, seen = tickets.pop(ticket, ("nobody", now()))
        if name == "nobody" or now() - seen > timedelta(minutes=15):
            return "nobody"
        tickets[ticket] = name, now()
        return name

    @app.post("/login")
    def log_in():
        ticket = secrets.token_hex()
        tickets[ticket] = request.form["user"], now()
        response = make_response(redirect("/me"))
        response.set_cookie("ticket", ticket)
        return response

    @app.get("/me")
    def me():
        return user()

    return app

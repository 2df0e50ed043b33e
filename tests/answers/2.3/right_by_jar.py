# A jar is asked, row by row; the two rules it is not asked for are reasoned out.
import requests

ROWS = {
    "a": ("shop.test", "/app", "http://shop.test/app/cart"),
    "b": ("shop.test", "/app", "http://shop.test/appendix"),
    "c": ("shop.test", "/settings", "http://shop.test/"),
    "d": ("shop.test", "/settings", "http://shop.test/settings/font"),
    "e": ("shop.test", "/", "http://shop.test:5001/"),
    "f": ("www.shop.test", "/", "http://shop.test/"),
    "h": ("shop.test", "/", "http://shop.test/cart"),
}
sent = {"g": False}
for letter, (host, path, address) in ROWS.items():
    ana = requests.Session()
    ana.cookies.set("theme", "dark", domain=host, path=path)
    asked = ana.prepare_request(requests.Request("GET", address))
    sent[letter] = "Cookie" in asked.headers

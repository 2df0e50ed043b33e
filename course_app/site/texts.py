"""The words of the pages, for the search to quote from."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

_ARTICLE = re.compile(r"<article.*?>(.*)</article>", re.DOTALL)
_UNREAD = re.compile(
    r'<a class="headerlink".*?</a>|<span class="column">.*?</span>', re.DOTALL
)
_TAG = re.compile(r"<[^>]+>")
_INLINE = re.compile(r"</?(?:span|code|em|strong|b|a)\b[^>]*>")


def write_texts(made: Path) -> None:
    """Write ``_static/texts.js``: what each page says, by the page's name."""
    pages = (path for path in sorted(made.rglob("*.html")))
    texts = {
        path.relative_to(made).with_suffix("").as_posix(): _text(path) for path in pages
    }
    script = f"const TEXTS = {json.dumps(texts, ensure_ascii=False)};\n"
    path = made / "_static" / "texts.js"
    path.write_text(script, encoding="utf-8", newline="\n")


def _text(path: Path) -> str:
    article = _ARTICLE.search(path.read_text(encoding="utf-8"))
    html = _UNREAD.sub("", article[1] if article else "")
    words = _TAG.sub(" ", _INLINE.sub("", html))
    return " ".join(unescape(words).split())

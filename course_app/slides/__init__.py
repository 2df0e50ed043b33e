"""Slides: one self-contained HTML file for each lesson, made from its notebook.

What a slide says stands in the metadata of the cell it belongs to, under
``course.slides``; code, exchanges, questions and answers are taken from the
cell itself and from what it showed when it ran, so that they cannot drift.
The look is in the folder ``slides/`` beside ``notebooks/``.
"""

from course_app.slides.build import build
from course_app.slides.spec import DeckError

__all__ = ["DeckError", "build"]

"""Every word that is shown goes through gettext: English stands where its object stands, catalogues hold the rest."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from flask import Flask, current_app, g, request
from flask_babel import Babel, get_locale, gettext

from assessment.engine.load import FILES, all_words, read
from assessment.engine.model import Words


def say(words: Words, **values: object) -> str:
    """A sentence of the content in the language of the request, to the person or about somebody else.

    Values fill the places in braces.
    """
    text: str = gettext(words.they if g.get("about_other") else words.you)
    return text.format(**values) if values else text


def say_about_somebody(words: Words) -> str:
    """A sentence of the content as it is said about somebody else."""
    return str(gettext(words.they))


def choose_language() -> str:
    """The best of the languages offered for what the browser asks for."""
    offered = current_app.extensions["mosaic"].settings.languages
    return request.accept_languages.best_match(offered) or offered[0]


def init_app(app: Flask) -> None:
    """Sets up translation, and gives the templates `say` and the language of the page."""
    settings = app.extensions["mosaic"].settings
    # One for each application: it keeps the catalogues that it has read.
    Babel(
        app,
        locale_selector=choose_language,
        default_translation_directories=str(settings.translations),
    )
    app.add_template_filter(say, "say")
    app.add_template_filter(say_about_somebody, "say_about_somebody")
    app.add_template_global(get_locale, "language")


def extract(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel's extraction method for content files: every `Words` in them, with the file as the translator's comment."""
    path = Path(fileobj.name)
    shape: Any = FILES.get(path.name)
    if shape is None:
        return
    for words in all_words(read(path, shape)):
        for text in dict.fromkeys((words.you, words.they)):
            yield 1, None, text, [path.name]

"""English beside words about safety that are only a draft in another language: the same words once more."""

from flask import Flask
from msgspec import structs

from assessment.engine.text import ENGLISH
from assessment.i18n.locale import speak_as, speech
from assessment.i18n.say import standing
from assessment.i18n.states import State
from assessment.i18n.templates import write_macro


def in_english(template: str, macro: str, *about: object) -> str:
    """What a macro writes about something, in English, where the words about safety are a draft; nothing otherwise."""
    found = standing()
    if found is None or found.of_safety is not State.DRAFTED:
        return ""
    before = speech()
    speak_as(structs.replace(before, in_path=ENGLISH))
    try:
        return write_macro(template, macro, *about)
    finally:
        speak_as(before)


def init_app(app: Flask) -> None:
    """Gives it to the templates."""
    app.add_template_global(in_english)

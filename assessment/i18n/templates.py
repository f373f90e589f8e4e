"""Templates in each language: sentences that need no value are put in when a template is compiled, not when it is read.

So the words around the answers cost a page nothing. What translators get is read from the templates themselves.
"""

from collections.abc import Hashable, Iterable, MutableMapping
from typing import Any

import flask.templating
from babel import Locale
from flask import Flask, current_app
from flask_babel import get_locale
from jinja2 import Environment, nodes, pass_environment
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.runtime import Macro

from assessment.engine.text import OUR_ENGLISH
from assessment.i18n.languages import Catalogues, Sentences
from assessment.i18n.say import voice
from assessment.i18n.voice import SPEAKING, Voice, fall_silent


class FlatGlobals(flask.templating.Environment):
    """Flask's templates, which look up what all of them know in one place.

    Jinja's two, one over the other, are searched name by name at each `import`: a fifth of the time of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows beside its values. Whatever is added later, templates loaded before do not know."""
        return {**self.globals, **(d or {})}


class PutIn(InternationalizationExtension):
    """Jinja's `trans`; where it has neither a number nor a value, the sentence itself takes its place."""

    priority = InternationalizationExtension.priority + 1
    """After Jinja's own: of two extensions with the same tag, the later one is asked."""

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """What stands in the place of a `trans`."""
        found = super().parse(parser)
        # A sentence that needs a value is looked up now, and put in with the value.
        self.environment.sentences.keep(  # type: ignore[attr-defined]  # see `in_language`
            call.args[0].value
            for node in (found if isinstance(found, list) else [found])
            for call in node.find_all(nodes.Call)
            if isinstance(call.node, nodes.Name)
            and call.node.name == "gettext"
            and isinstance(call.args[0], nodes.Const)
        )
        match found:
            case nodes.Output(
                nodes=[
                    nodes.MarkSafeIfAutoescape(
                        expr=nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=sentence)])
                    )
                ]
            ):
                said = self.environment.sentences[sentence]  # type: ignore[attr-defined]  # see `in_language`
                return nodes.Output([nodes.TemplateData(said)], lineno=found.lineno)
        return found


@pass_environment
def once(environment: Environment, macro: Macro, about: object, key: Hashable) -> str:
    """What a macro writes about something: as it was written before the first request, or else now.

    `key` tells apart whatever the macro looks at, beside language and voice. Nothing is kept here: what was written for
    somebody would tell what they have answered.
    """
    written: Written = environment.written  # type: ignore[attr-defined]  # see `in_language`
    found = written.get((macro.name, key, voice().about_somebody_else))
    return macro(about) if found is None else found


Written = dict[tuple[str, Hashable, bool], str]
"""Name of a macro, what tells apart what it is about, and whether it speaks about somebody else -> what it writes."""
Part = tuple[str, str, object, Hashable]
"""A part that reads the same for everybody: template, macro, what it is about, and the key of that."""


def in_language(environment: Environment, sentences: Sentences) -> Environment:
    """The templates in one language; filters and what they know are those of `environment`."""
    found = environment.overlay(extensions=[PutIn])
    found.extend(sentences=sentences, written={})
    return found


def written_by(environment: Environment, template: str, macro: str, *about: object) -> str:
    """What a macro of a template writes about something."""
    found: str = getattr(environment.get_template(template).module, macro)(*about)
    return found


class Templates:
    """The templates of an application in every language that it can speak, by locale."""

    def __init__(self, environment: Environment, catalogues: Catalogues) -> None:
        languages = catalogues.by_locale.items()
        self.by_locale = {locale: in_language(environment, sentences) for locale, sentences in languages}

    def write(self, template: str, **values: object) -> str:
        """A template in the language of this response, with values."""
        return self.here().get_template(template).render(values)

    def here(self) -> Environment:
        """The templates in the language of this response."""
        return self.by_locale.get(str(get_locale())) or self.by_locale[OUR_ENGLISH]

    def write_macro(self, template: str, macro: str, *about: object) -> str:
        """What a macro of a template writes about something, in the language of this response."""
        return written_by(self.here(), template, macro, *about)

    def write_beforehand(self, parts: Iterable[Part]) -> None:
        """Writes what reads the same for everybody, in every language and voice. Needs a request of the application."""
        once_each = {(macro, key): (template, about) for template, macro, about, key in parts}
        for locale, environment in self.by_locale.items():
            sentences: Sentences = environment.sentences  # type: ignore[attr-defined]  # see `in_language`
            written: Written = environment.written  # type: ignore[attr-defined]
            for about_somebody_else in (False, True):
                SPEAKING.set(Voice(Locale.parse(locale), sentences, about_somebody_else))
                for (macro, key), (template, about) in once_each.items():
                    written[macro, key, about_somebody_else] = written_by(environment, template, macro, about)
        fall_silent()

    def load_all(self) -> None:
        """Compiles every template in every language."""
        for environment in self.by_locale.values():
            for name in environment.list_templates():
                environment.get_template(name)


def write(template: str, **values: object) -> str:
    """A template in the language of this response, with values."""
    templates: Templates = current_app.extensions["templates"]
    return templates.write(template, **values)


def write_macro(template: str, macro: str, *about: object) -> str:
    """What a macro of a template writes about something, in the language of this response."""
    templates: Templates = current_app.extensions["templates"]
    return templates.write_macro(template, macro, *about)


def init_app(app: Flask) -> None:
    """Makes them of the application's own."""
    app.add_template_global(once)
    app.extensions["templates"] = Templates(app.jinja_env, app.extensions["catalogues"])

"""To compare with: the same questions in SurveyJS, from npm, all in the browser. It decides nothing.

`make bench-phone` fetches its files into .cache/survey_js; here they are only served, as small as gzip makes them.
"""

import gzip
import json
from pathlib import Path

from flask import Flask, Response

from assessment.engine.questionnaire import Question
from assessment.loading.content_files import load

FILES = Path(__file__).parent.parent / ".cache/survey_js/node_modules"
SERVED = {
    "core.js": FILES / "survey-core/survey.core.min.js",
    "ui.js": FILES / "survey-js-ui/survey-js-ui.min.js",
    "style.css": FILES / "survey-core/survey-core.min.css",
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Survey</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">
<script src="/core.js"></script><script src="/ui.js"></script><div id="survey"></div><script>
new Survey.Model(%s).render(document.getElementById("survey"));</script></html>"""

app = Flask(__name__)


def element(question: Question) -> dict[str, object]:
    """A question as SurveyJS has it."""
    choices = [
        {"value": option.id, "text": option.label.you if option.label else option.id} for option in question.options
    ]
    kind = "checkbox" if question.takes_several else "radiogroup"
    return {"type": kind, "name": question.id, "title": question.label.you, "choices": choices}


SURVEY = {"pages": [{"elements": [element(one) for one in step.question]} for step in load().questionnaire.step]}


def packed(body: bytes, mimetype: str) -> Response:
    """Bytes, by gzip."""
    return Response(gzip.compress(body), mimetype=mimetype, headers={"Content-Encoding": "gzip"})


@app.get("/assessment")
def page() -> Response:
    """The page with the survey in it."""
    return packed((PAGE % json.dumps(SURVEY)).encode(), "text/html")


@app.get("/<name>")
def file(name: str) -> Response:
    """Its files."""
    return packed(SERVED[name].read_bytes(), "text/css" if name.endswith("css") else "text/javascript")

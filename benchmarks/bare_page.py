"""To compare with: our first step as nothing but its HTML and style, packed once. Nothing loads after it."""

import re

import brotli  # type: ignore[import-untyped]  # it has no types
from flask import Flask, Response

from app import create_app
from assessment.web.settings import Settings
from tests.support.sealing_key import KEY

SCRIPT = re.compile(r"<script[^>]*></script>")
PAGE = SCRIPT.sub("", create_app(Settings(keys=(KEY,))).test_client().get("/assessment").text)
PACKED = brotli.compress(PAGE.encode())

app = Flask(__name__)


@app.get("/assessment")
def page() -> Response:
    """It."""
    return Response(PACKED, mimetype="text/html", headers={"Content-Encoding": "br"})

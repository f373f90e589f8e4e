"""The fixtures that all tests share: the application, a client, pages, journeys."""

import logging
import os
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from assessment.engine.content import Content
from assessment.web.settings import Settings
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.real_content import CONTENT
from tests.support.sealing_key import KEY

# No deadline: machines are shared and noisy. In continuous integration the same examples each time.
hypothesis.settings.register_profile("mosaic", deadline=None, derandomize="CI" in os.environ, max_examples=40)
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("mosaic"), max_examples=10)
hypothesis.settings.register_profile("proof", hypothesis.settings.get_profile("mosaic"), max_examples=400)
hypothesis.settings.load_profile("mosaic")


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content."""
    return CONTENT


@pytest.fixture(scope="session")
def app(content: Content) -> Flask:
    """The application as it is served, with a key of its own."""
    return create_app(Settings(keys=(KEY,)), content)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts."""
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Callable[[str], Page]:
    """`page("/about")`: visits an address and inspects what comes."""
    return lambda address: Page(client.get(address))


@pytest.fixture
def journey(client: FlaskClient) -> Journey:
    """Somebody on the first step."""
    return Journey(client)


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Everything that any logger writes while a test runs."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    handler = Keep()
    loggers = [logging.getLogger(name) for name in ("", "support_mosaic", "werkzeug", "app", "gunicorn.error")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)

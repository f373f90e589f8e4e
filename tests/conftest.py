"""The fixtures that all tests share: the application, a client, pages, journeys."""

import gc
import logging
import os
from collections.abc import Callable, Iterator

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from assessment.engine.content import Content
from assessment.web import same_for_all
from assessment.web.settings import Settings
from tests.support.journey import Journey
from tests.support.page import Page
from tests.support.real_content import CONTENT
from tests.support.sealing_key import KEY

# No deadline: machines are shared and noisy. In continuous integration the same examples each time.
hypothesis.settings.register_profile("mosaic", deadline=None, derandomize="CI" in os.environ, max_examples=25)
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("mosaic"), max_examples=10)
hypothesis.settings.register_profile("proof", hypothesis.settings.get_profile("mosaic"), max_examples=400)
hypothesis.settings.load_profile("mosaic")
# Trees of pages refer to themselves: to look for what can be let go each 700 objects took a fifth of all time.
gc.set_threshold(200_000, 10, 10)


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content."""
    return CONTENT


@pytest.fixture(scope="session")
def served(content: Content) -> Flask:
    """The application as it is served, with a key of its own."""
    return create_app(Settings(keys=(KEY,)), content)


@pytest.fixture(scope="session")
def app(served: Flask) -> Flask:
    """What `client` and `journey` visit. A module may have its own."""
    return served


@pytest.fixture(scope="session", autouse=True)
def only_one_is_written_beforehand(served: Flask) -> Iterator[Flask]:
    """Applications that tests make for themselves write each part when it is read: half a second less for each.

    That it is the same text is held by tests/pages/test_same_for_all.py.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_for_all, "init_app", lambda app: None)
        yield served


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts."""
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Callable[[str], Page]:
    """`page("/about")`: visits an address and inspects what comes."""
    return lambda address: Page(client.get(address))


@pytest.fixture
def method(page: Callable[[str], Page]) -> Callable[[str], Page]:
    """`method("rules")`: visits a part of the page that says how it decides."""
    return lambda part: page(f"/method/{part}")


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

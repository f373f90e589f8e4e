"""A real Chromium, a real server on 127.0.0.1, and htmx's real bytes in the place of the CDN."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from werkzeug.serving import BaseWSGIServer, make_server

from app import create_app
from assessment.engine.model import Content
from assessment.web.assets import HTMX_INTEGRITY, HTMX_URL, integrity
from assessment.web.settings import Settings
from tests.conftest import KEY
from tests.support.fetch import HTMX, installed_browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)

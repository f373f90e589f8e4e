"""What is written before the first request reads as it does when it is written for somebody."""

import re

import pytest

from app import create_app
from assessment.web import same_for_all
from assessment.web.settings import Settings
from tests.support.invented_languages import BRACKETS, invent
from tests.support.journey import Journey
from tests.support.sample_answers import MIXED, WORRIED_PARTNER
from tests.support.sealing_key import KEY

SEALED = re.compile(r'(?<=name="token" value=")[^"]+|(?<=content=")[^"]{40,}(?=")')
"""What is sealed in a page or a copy, and its checksum: each time other bytes."""
write_beforehand = same_for_all.init_app
"""As it is, before tests/conftest.py leaves it out."""


@pytest.fixture(scope="module")
def apps(content, tmp_path_factory):
    """The same application with nothing written beforehand, and with everything."""
    translations = invent(tmp_path_factory.mktemp("translations"), BRACKETS)
    settings = Settings(keys=(KEY,), languages=("en", BRACKETS), translations=translations)
    when_asked, beforehand = create_app(settings, content), create_app(settings, content)
    write_beforehand(beforehand)
    return when_asked, beforehand


def pages_on_the_way(app, base, person):
    """Every page from the first step to the result and its saved copy, without what differs each time."""
    journey = Journey(app.test_client(), base)
    pages = [journey.page]
    while journey.page.name == "step":
        pages.append(journey.go_on(**{question: person.get(question, []) for question in journey.page.asked}))
    pages.append(journey.press("next"))
    copy = journey.client.post(f"{base}copy", data={"token": journey.page.token})
    return [SEALED.sub("", text) for text in [*(page.html for page in pages), copy.get_data(as_text=True)]]


@pytest.mark.slow
@pytest.mark.parametrize("base", ["/", f"/{BRACKETS}/"])
@pytest.mark.parametrize("person", [MIXED, WORRIED_PARTNER], ids=["oneself", "somebody else"])
def test_it_is_the_same_text(apps, base, person):
    when_asked, beforehand = (pages_on_the_way(app, base, person) for app in apps)
    assert len(beforehand) > 8
    assert when_asked == beforehand

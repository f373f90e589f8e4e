"""The proxies of deploy/ pass on what the application has packed, byte for byte: else its length would tell again."""

import re
from http.client import HTTPConnection
from urllib.parse import urlencode

import brotli  # type: ignore[import-untyped]  # it has no types
import pytest

from assessment.web.compression import RUNG, SMALLEST
from tests.support.page import TOKEN
from tools.hunts.own_server import HERE, own_server
from tools.hunts.proxies import PROXIES, proxy, there

pytestmark = pytest.mark.slow
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip, br", "HX-Request": "true"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=pytest.mark.skipif(not there(one), reason="not on this machine")) for one in PROXIES],
)
def test_answers_keep_their_length(name):
    with own_server() as server, proxy(name, [server.port]) as port:
        ours = HTTPConnection(HERE, port, timeout=20)
        ours.request("GET", "/assessment", headers={"Accept-Encoding": "gzip, br"})
        first = ours.getresponse()
        assert first.headers["Content-Encoding"] == "br"
        found = re.search(TOKEN, brotli.decompress(first.read()).decode())
        assert found
        fields = urlencode({"token": found[0], "at": "right_now", "right_now": "none"})
        ours.request("POST", "/assessment", fields, FORM)
        second = ours.getresponse()
        sent = second.read()
        assert (second.status, second.headers["Content-Encoding"]) == (200, "br")
        assert second.headers["Content-Length"] == str(len(sent))
        assert len(sent) in {SMALLEST, RUNG}
        assert b'data-step="about_you"' in brotli.decompress(sent)
        ours.close()

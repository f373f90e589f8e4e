"""oEmbed (https://oembed.com): a page that is given a clinic's address asks here for the frame to put in its place.

Answers are for clinics' frames alone. Nothing of a visitor is in what is asked, and nothing is kept.
"""

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from assessment.clinics.clinic import Clinic
from assessment.web.app_state import state
from assessment.web.frame_tag import FRAME_HEIGHT, frame_tag, frame_title
from assessment.web.urls import frame_address, whole_address

WIDEST = 1000
"""Pixels of a frame's width where nobody says how wide it may be."""
NOT_IMPLEMENTED = 501
"""What the standard asks for in place of a format that is not offered."""


def oembed() -> ResponseReturnValue:
    """The frame of the clinic whose address is asked for, no larger than asked for. 404 for any other address."""
    if request.args.get("format", "json") != "json":
        abort(NOT_IMPLEMENTED)
    clinic = clinic_at(request.args.get("url", ""))
    if clinic is None:
        abort(404)
    width, height = at_most("maxwidth", WIDEST), at_most("maxheight", FRAME_HEIGHT)
    return jsonify(
        version="1.0",
        type="rich",
        provider_name="Support Mosaic",
        provider_url=whole_address("/"),
        title=frame_title(clinic),
        html=frame_tag(clinic, width=str(width), height=height),
        width=width,
        height=height,
    )


def clinic_at(address: str) -> Clinic | None:
    """The clinic of whose frame this is the address, with or without what may follow it."""
    bare = address.partition("?")[0].partition("#")[0].rstrip("/")
    return next((one for one in state().clinics.all() if frame_address(one).rstrip("/") == bare), None)


def at_most(name: str, usual: int) -> int:
    """A number of pixels: the usual one, or less where less is asked for."""
    asked = request.args.get(name, "")
    return min(usual, int(asked)) if asked.isascii() and asked.isdigit() and int(asked[:6]) > 0 else usual

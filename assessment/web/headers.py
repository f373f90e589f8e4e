"""Every header of every response, with its reason."""

from http import HTTPStatus

from flask import Flask, Response, request

from assessment.clinics.clinic import Clinic
from assessment.web.app_state import visit
from assessment.web.assets import Assets, integrity
from assessment.web.clinic_style import clinic_style
from assessment.web.logs import log_failure
from assessment.web.urls import page_asked_for

UNUSED = (
    *("bluetooth", "browsing-topics", "camera", "display-capture", "geolocation", "hid", "idle-detection"),
    *("local-fonts", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb"),
)
"""What browsers can do, and no page here does."""
ALWAYS = {
    # Answers must not wait in a cache or on a disk.
    "Cache-Control": "no-store",
    # Other sites learn nothing; our own forms keep their Origin, which the check of the origin needs ("no-referrer"
    # would make it null).
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # No page of another site shows an answer of ours as a part of it, but for a clinic's path and our scripts.
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    # Nobody who watches name look-ups learns which links a page has.
    "X-DNS-Prefetch-Control": "off",
    # A page that opened this one gets no handle on it.
    "Cross-Origin-Opener-Policy": "same-origin",
    # Nothing here needs a device, and no advertising topic may be drawn from a visit.
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
}


def policy(assets: Assets, clinic: Clinic | None, *, preview: bool = False, shows_previews: bool = False) -> str:
    """The content security policy: nothing that is not named, no inline script or style but our own stylesheets.

    The page for clinics frames previews, and they may be framed by it alone.
    """
    ancestors = " ".join(clinic.origins) if clinic else "'none'"
    styles = " ".join(f"'{style.hash}'" for style in assets.in_pages)
    if clinic and (style := clinic_style(clinic)):
        styles += f" '{integrity(style.encode(), 'sha256')}'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {assets.script_sources}",
            f"style-src {styles}",
            "connect-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            *(("frame-src 'self'",) if shows_previews else ()),
            "frame-ancestors 'self'" if preview else f"frame-ancestors {ancestors}",
        )
    )


def strictest(assets: Assets, version: str) -> dict[str, str]:
    """What an answer has of which nothing is known: neither whose frame it is in, nor what was asked for."""
    return {
        **ALWAYS,
        "Content-Security-Policy": policy(assets, None),
        # For old browsers and filters; where frame-ancestors is known, it decides.
        "X-Frame-Options": "DENY",
        # How our script tells our answer from somebody else's (a captive portal, a proxy's error page).
        "Support-Mosaic": version,
    }


def shows_previews(response: Response) -> bool:
    """Whether this is the page for clinics, everybody's: it frames their previews."""
    is_page = request.method != "OPTIONS" and response.status_code == HTTPStatus.OK
    return is_page and page_asked_for() == "clinics" and visit().clinic is None


def add_headers(response: Response, assets: Assets) -> None:
    """Adds to the strictest headers what the request asks for, or takes away.

    Only a clinic's own path may be framed, and only by the pages it named.
    """
    if assets.is_pinned(request.path.removeprefix("/static/"), request.args.get("v")):
        # Fingerprinted in the address: a changed file has another one.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if request.path.startswith("/static/"):
        # Clinics' pages load one of them, and those that isolate themselves (COEP) only with this. In a sandbox without
        # an origin, our own pages are strangers to our own scripts too.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    clinic = visit().clinic
    if clinic or shows_previews(response):
        response.headers["Content-Security-Policy"] = policy(
            assets, clinic, preview=visit().area == "preview", shows_previews=not clinic
        )
    if clinic:
        # A clinic's page that isolates itself (COEP) frames only pages that do the same, and that say they may be.
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        del response.headers["X-Frame-Options"]
        if page_asked_for() == "logo" and (response.mimetype or "").startswith("image/"):
            response.headers["Cache-Control"] = "public, max-age=3600"
            # Opened by itself, a picture is a page: what is written in it must not be one of ours.
            response.headers["Content-Security-Policy"] += "; sandbox"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"


def init_app(app: Flask, assets: Assets, version: str) -> None:
    """Puts the headers on every response, errors too. `version`: that of the content."""
    least = strictest(assets, version)

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.update(least)
        try:
            add_headers(response, assets)
        except Exception as error:  # the strictest ones stand
            log_failure(error)
        return response

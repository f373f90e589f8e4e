"""A page as a clinic might have it, with the frame pasted in, and the assessment beside it: `make try`.

Two addresses of this machine, which browsers count as two sites: the page at http://localhost:8000, the frame at
http://127.0.0.1:5000.
"""

import logging
import os
import sys
import threading
from html import escape
from http import HTTPStatus

from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Request, Response

from app import create_app
from assessment.clinics.clinic import Clinic
from assessment.clinics.commands import OWN
from assessment.clinics.new_clinic import TRY_AT
from assessment.web.settings import PREFIX, new_key, read_settings
from assessment.web.views.clinics import listed

HOST, PORT = "127.0.0.1", 5000
PAGE_PORT = 8000
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
body {{ font: 1.05rem/1.6 Georgia, serif; margin: 0; color: #222; background: {paper}; }}
header, main, footer {{ max-width: 60rem; margin: 0 auto; padding: 1rem; }}
header {{ border-bottom: 1px solid #bbb; }}
</style>
<header><strong>{name}</strong> · Home · Our team · Find us</header>
<main>
<h1>Is it time to talk to somebody?</h1>
<p>A page as it might stand on a website. <a href="/#mosaic-check">Let the frame check itself</a> (then reload).</p>
{snippet}
</main>
<footer>A made-up page. It is on this machine only.</footer>
</html>"""


def page_of(clinic: Clinic, snippet: str) -> str:
    """The page with the snippet in it."""
    paper = clinic.colours.background if clinic.colours and clinic.colours.background else "#ffffff"
    return PAGE.format(name=escape(clinic.name), paper=paper, snippet=snippet)


def chosen(clinics: tuple[Clinic, ...], id: str) -> Clinic:
    """The clinic of this id, or the first. Ends with a sentence where it cannot be tried."""
    found = [one for one in clinics if id in {"", one.id}]
    if not found:
        sys.exit(f"There is no clinic '{id}'; there are: {', '.join(one.id for one in clinics) or 'none'}.")
    if TRY_AT not in found[0].origins:
        sys.exit(f'To try {found[0].id}, its file needs "{TRY_AT}" among its origins.')
    return found[0]


def serve(host: str, port: int, app: object) -> BaseWSGIServer:
    """Serves in a thread of its own."""
    server = make_server(host, port, app, threaded=True)  # type: ignore[arg-type]  # any WSGI application
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main(id: str) -> None:
    """Serves both until Ctrl-C."""
    if OWN.is_dir() and any(OWN.glob("*.toml")):
        os.environ.setdefault(f"{PREFIX}CLINICS", str(OWN))
    os.environ.setdefault(f"{PREFIX}KEYS", new_key())
    os.environ[f"{PREFIX}ADDRESS"] = f"http://{HOST}:{PORT}"
    logging.disable()
    app = create_app(read_settings(os.environ))
    state = app.extensions["support_mosaic"]

    @Request.application
    def page(request: Request) -> Response:
        if request.path != "/":
            return Response(status=HTTPStatus.NOT_FOUND)
        clinic = chosen(state.clinics.all(), id)  # anew, for its file may have changed
        with app.test_request_context():
            return Response(page_of(clinic, listed(clinic).snippet), mimetype="text/html")

    clinic = chosen(state.clinics.all(), id)
    servers = [serve(HOST, PORT, app), serve("localhost", PAGE_PORT, page)]
    print(f"{clinic.name} is at {TRY_AT} (stop it with Ctrl-C). A change to its file shows when you reload.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        for server in servers:
            server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")

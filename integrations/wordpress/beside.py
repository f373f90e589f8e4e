"""The assessment itself, beside a WordPress, with a made-up clinic whose pages are that WordPress's."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.serving import make_server

from app import create_app
from assessment.web.settings import Settings
from integrations.wordpress.site import ADDRESS

CLINIC = f"""id = "demo"
name = "Demonstration Clinic"
origins = ["{ADDRESS}"]
country = "gb"
phone = "+44 20 7946 0000"
appointment_words = true
colours = {{ main = "#6a2c70", on_main = "#ffffff", background = "#f7f3fa", text = "#241b2b" }}
look = {{ corners = "round", font = "humanist" }}
"""


@contextmanager
def assessment_beside(htmx_file: Path | None = None, port: int = 5000) -> Iterator[str]:
    """The address of the assessment, served for as long as this is open."""
    address = f"http://127.0.0.1:{port}"
    with TemporaryDirectory() as folder:
        Path(folder, "demo.toml").write_text(CLINIC, "utf-8")
        settings = Settings(keys=(bytes(32),), clinics=Path(folder), address=address, htmx_file=htmx_file)
        server = make_server("127.0.0.1", port, create_app(settings), threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()

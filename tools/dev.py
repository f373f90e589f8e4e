"""Serves while you work on it: `make dev`. A changed template, style, script, content or module is taken up at once.

What does not hold together is said in the terminal and on the page, and tried again at the next change.
"""

import os
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from click import ClickException
from werkzeug.serving import run_simple
from werkzeug.wrappers import Response

from assessment.web.settings import PREFIX, new_key, read_serving

ROOT = Path(__file__).parent.parent
WATCHED = ("assessment/content", "assessment/translations", "static", "templates")
"""Beside the modules, which are watched anyway."""
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def watched() -> list[str]:
    """The files whose change is taken up."""
    return [str(path) for folder in WATCHED for path in (ROOT / folder).rglob("*") if path.is_file()]


def application() -> Wsgi:
    """The application; where it cannot be made, one that says why."""
    try:
        from app import create_app  # noqa: PLC0415  a module that cannot be read is one of the reasons

        return create_app()
    except Exception as error:
        why = error.format_message() if isinstance(error, ClickException) else traceback.format_exc()
        print(why, file=sys.stderr)
        return Response(why, 500, mimetype="text/plain")


def main() -> None:
    """Serves until Ctrl-C."""
    os.environ.setdefault(f"{PREFIX}KEYS", new_key())  # so that answers outlive a change
    serving = read_serving(os.environ)
    run_simple(serving.host, serving.port, application(), use_reloader=True, extra_files=watched(), threaded=True)


if __name__ == "__main__":
    main()

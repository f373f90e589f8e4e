"""What goes onto paper: the choices at print time, and the code that leads back to the start page."""

from functools import lru_cache
from typing import Any

import segno
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict
from werkzeug.datastructures import MultiDict


class PrintOptions(Struct, frozen=True):
    """How somebody wants their result on paper. The names are those of the boxes, and of the classes in the stylesheet.

    without_answers  nothing of what they answered
    large            large print
    discreet         another paper: nobody who finds it learns anything
    whole_result     the whole result in place of the one sheet
    """

    without_answers: bool = False
    large: bool = False
    discreet: bool = False
    whole_result: bool = False

    @property
    def classes(self) -> str:
        """For the stylesheet: the names of what was chosen."""
        return " ".join(name for name, chosen in asdict(self).items() if chosen)


def read_print_options(sent: MultiDict[str, str]) -> PrintOptions:
    """The choices that came with a form."""
    chosen: dict[str, Any] = {name: name in sent for name in PrintOptions.__struct_fields__}
    return PrintOptions(**chosen)


@lru_cache(maxsize=32)
def qr_code(address: str) -> Markup:
    """A QR code that opens an address, as inline SVG: dark on white, also on a dark page."""
    code = segno.make(address, micro=False, error="m")
    return Markup(code.svg_inline(border=2, light="#fff", omitsize=True, svgclass="code"))  # noqa: S704  no words in it

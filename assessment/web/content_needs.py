"""What the pages need of the content, looked at before the first request: what is missing would fail at one."""

from collections.abc import Iterator

from assessment.clinics.frame_check import LOOKED_AT_IN_FILES
from assessment.engine.content import Content
from assessment.loading.problems import ContentError, Problem, known
from assessment.loading.shapes import FrameCheckLine
from assessment.web.forms import taken_names
from assessment.web.mosaic_picture import TILES
from assessment.web.views.clinics import NEEDS_SCRIPTS

CITED = ("cochrane_aa_2020",)
"""Sources to which a page leads by their id (templates/pages/about.html)."""


def refuse_what_pages_lack(content: Content, frame_check: tuple[FrameCheckLine, ...]) -> None:
    """Raises ContentError for content of which some page could not be made."""
    for problem in lacking(content, frame_check):
        raise ContentError(problem)


def lacking(content: Content, frame_check: tuple[FrameCheckLine, ...]) -> Iterator[Problem]:
    """What some page would need, or could not show."""
    yield from taken_names(content)
    if len(content.kinds) != len(TILES):
        yield "kinds.toml", "kind", f"there are {len(content.kinds)} kinds, and the mosaic has {len(TILES)} places"
    yield from known("sources.toml", "source", "source", CITED, content.sources)
    yield from known("frame_check.toml", "line", "line", [NEEDS_SCRIPTS], {line.id for line in frame_check})
    in_files = [line.id for line in frame_check if line.seen == "file"]
    yield from known("frame_check.toml", "seen", "finding in a file for", in_files, LOOKED_AT_IN_FILES)

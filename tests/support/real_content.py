"""The real content, read once: the fixture `content` is the same value."""

from assessment.loading.content_files import load

CONTENT = load()

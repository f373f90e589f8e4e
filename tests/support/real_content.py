"""The real content, read once: the fixture `content` is the same value."""

from assessment.loading.files import load

CONTENT = load()

"""Support Mosaic: five rooms above its content, and arrows one way. docs/architecture.md draws them.

content/   data only: steps, questions, rules, kinds of support, notices, contacts, sources, all words (TOML)
engine/    decides: pure functions on frozen values
loading/   the only room that opens content
clinics/   clinics that show the assessment on their own page
i18n/      says it in a language and a voice
web/       Flask: reads the request, asks the engine, writes a page out

tests/test_architecture.py keeps it so.
"""

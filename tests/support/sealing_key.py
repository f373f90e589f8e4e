"""The key that all tests seal answers with, so that what one part of a test seals, another can open."""

KEY = bytes(range(32))

"""The key of the tests: what one sealed, another opens."""

KEY = bytes(range(32))

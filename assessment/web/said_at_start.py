"""What is dangerous by being left out: said to whoever starts the server, each with what to do."""

from collections.abc import Iterator, Mapping

from assessment.web.settings import PREFIX, Serving

OWN_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
"""Hosts under which only this machine reaches the server."""
LEFT_OUT = {
    "OPERATOR": "every page says that this is a demonstration. Name who runs it.",
    "ADDRESS": "what is printed names whatever Host a browser sends. Say where this is reached.",
}
"""What follows from leaving a setting out."""
NO_KEYS = (
    f"{PREFIX}KEYS is not set: answers under way are lost when this stops, and no second server can open them. "
    "docs/operate.md says how to make keys."
)
PROXY_ELSEWHERE = (
    "FORWARDED_ALLOW_IPS is not set: a proxy on another machine is not believed that it was asked by https. Name its "
    "address, or * where nobody else can reach this server."
)


def said_at_start(environment: Mapping[str, str], serving: Serving, *, without_keys: bool) -> Iterator[str]:
    """The sentences that hold. `without_keys`: they were left out, and are made up for this start alone."""
    if without_keys:
        yield NO_KEYS
    for name, follows in LEFT_OUT.items():
        if not environment.get(PREFIX + name):
            yield f"{PREFIX}{name} is not set: {follows}"
    if serving.host not in OWN_MACHINE and not environment.get("FORWARDED_ALLOW_IPS"):
        yield PROXY_ELSEWHERE

"""What the tests of the SDKs have in common: the demo's words, and checks that say what was wrong."""

import contextlib
import json
import urllib.request

QUICK = {"interval": "0.001"}
FAILURE = "The demo was asked to fail here."
SCHEMA = {
    "type": "object",
    "properties": {"place": {"type": "string"}, "day": {"type": "integer"}},
    "required": ["place", "day"],
}
ARGUMENTS = {"place": "harbour", "day": 1}


def equal(what, found, expected):
    if found != expected:
        raise SystemExit(f"{what}: {found!r} instead of {expected!r}")


def true(what, found):
    if not found:
        raise SystemExit(f"not so: {what}")


@contextlib.contextmanager
def raises(kind, status=None, saying=None):
    """Fails unless the block raises that very exception, not one derived from it."""
    try:
        yield
    except Exception as error:
        if type(error) is not kind:
            raise SystemExit(f"{type(error).__name__} instead of {kind.__name__}: {error}") from error
        if status is not None:
            equal(f"status of {kind.__name__}", error.status_code, status)
        if saying is not None:
            true(f"{error} says {saying}", saying in str(error))
    else:
        raise SystemExit(f"nothing raised instead of {kind.__name__}")


def words(address, count):
    """The first words of the demo's text, as the simplest of its dialects tells them."""
    with urllib.request.urlopen(f"{address}/llm?style=ollama&interval=0.001&count={count}") as lines:
        return "".join(json.loads(line)["message"]["content"] for line in lines)

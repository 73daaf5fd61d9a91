"""No page of ours can run what somebody else wrote: policies, pages and sources, all of them."""

import json
import re
from html.parser import HTMLParser

import httpx
import pytest

from server.core.rule import Who
from server.core.trust import RULES
from tests.fences.tree import read, sources, tracked
from tests.server.conftest import Made, client, database, made, speaking
from tests.test_routes import example

__all__ = ["client", "database", "made", "speaking"]  # fixtures, which pytest finds by name

PAGES = [name for name in tracked() if re.fullmatch(r"(web|extension)/(?!vendor/).*\.html", name)]
SCRIPTS = [
    name for name in sources(".js") if name.startswith(("web/", "extension/"))
]  # what a page or the browser runs

SINKS = re.compile(
    r"\.(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc"
    r"|setHTMLUnsafe|document\.write|\beval\s*\(|new\s+Function\b"
    r"|set(?:Timeout|Interval)\s*\(\s*[\"'`]|setAttribute\(\s*[\"'`](?:on|style)"
)
"""What turns a text into markup or code."""
ALLOWED_SINKS = {
    # Puts back, into a field that the person edits, what stood in that very field.
    "extension/page/fields.js": 1,
}
FOREIGN = re.compile(r"\s*(\w+:)?//|\s*\w+:")
RUNS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
SERVED = {
    "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"],
    "img-src": ["'self'", "data:"], "font-src": ["'self'"], "media-src": ["'self'", "blob:"],
    "frame-src": ["https://www.youtube-nocookie.com"], "connect-src": ["'self'"],
    "base-uri": ["'none'"], "form-action": ["'none'"], "frame-ancestors": ["'none'"],
}  # fmt: skip
EXTENSION = SERVED | {
    "connect-src": ["'self'", "http://127.0.0.1:*", "http://localhost:*", "ws://127.0.0.1:*",
                    "ws://localhost:*"],
}  # fmt: skip


class Markup(HTMLParser):
    """Lists what in a page would run, or be drawn, though no file of ours holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at a tag."""
        named = dict(attrs)
        self._script = tag == "script"
        if tag in {"style", "base", "iframe", "object", "embed", "applet"}:
            self.found.append(tag)
        if tag == "script" and not named.get("src"):
            self.found.append("script without src")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "http-equiv"}:
                self.found.append(f"{tag} {name}")
            bad = FOREIGN if tag != "a" else RUNS
            if name in {"src", "href", "action"} and bad.match(value or ""):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """Look at a text: none stands in a script."""
        if self._script and data.strip():
            self.found.append("script with text")

    def handle_endtag(self, _tag: str) -> None:
        """Leave a tag."""
        self._script = False


def policy(text: str) -> dict[str, list[str]]:
    """Read a policy."""
    return {name: places for name, *places in (part.split() for part in text.split(";"))}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_inline(name: str) -> None:
    """A page names its scripts and styles; none stands in it, in a tag or in an attribute."""
    looked = Markup()
    looked.feed(read(name))

    assert looked.found == []


def test_all_pages_are_there() -> None:
    """The pages that are looked at are all that there are."""
    assert len(PAGES) >= 20
    assert len(SCRIPTS) >= 200


def test_no_text_becomes_markup() -> None:
    """No source of ours makes markup or code of a text, but for those that are named."""
    found = {name: len(SINKS.findall(read(name))) for name in SCRIPTS}

    assert {name: count for name, count in found.items() if count} == ALLOWED_SINKS


async def test_every_answer_has_the_policy(made: Made, client: httpx.AsyncClient) -> None:
    """Every page, module and route answers with one and the same, refusals too."""
    places = [f"/{name}" for name in PAGES if name.startswith("web/")]
    places += [example(rule) for rule in RULES if rule.method == "GET" and rule.who is Who.PUBLIC]
    for place in (*places, "/docs", "/openapi.json", "/nothing", "/v1/topics", "/web/home.js"):
        answer = await client.get(place, headers={"Accept": "text/html"})

        assert policy(answer.headers["content-security-policy"]) == SERVED, place
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_policy_of_the_extension() -> None:
    """Its pages run its own files, and connect to this machine only."""
    manifest = json.loads(read("extension/manifest.json"))
    told = policy(manifest["content_security_policy"]["extension_pages"])
    del told["frame-ancestors"]

    assert told == {name: EXTENSION[name] for name in told}
    assert told.keys() >= {"default-src", "script-src", "connect-src", "base-uri", "form-action"}
    assert not manifest.keys() & {"externally_connectable", "web_accessible_resources", "sandbox"}


def test_markup_is_looked_at() -> None:
    """What would be wrong is found."""
    looked = Markup()
    looked.feed(
        "<p onclick=x style=y><script>1</script><script src=https://x></script>"
        "<style></style><a href='javascript:1'>x</a><a href='https://x'>y</a><iframe></iframe>"
    )

    assert len(looked.found) == 8
    assert all(SINKS.search(text) for text in ("a.innerHTML = b", "eval(x)", "new Function(x)"))
    assert not SINKS.search("a.innerHTML === b")

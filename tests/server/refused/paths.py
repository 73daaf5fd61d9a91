"""Ways out of a folder: in what is served as files, and in every route with a name or a path."""

import re
from collections.abc import AsyncIterator, Iterator
from itertools import product

from server.core.rule import Rule, Who
from tests.server.api.asgi import HOST
from tests.server.refused.world import HERE, HTTP, Kind, Tried, World

MOUNTS = ("/web", "/extension")
STEPS = (
    "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%2E%2E%2F", "..%252f", "%252e%252e%252f", "..\\",
    "..%5c", "%2e%2e%5c", "..%255c", "%c0%ae%c0%ae/", "..%c0%af", "..%ef%bc%8f", "....//", "..;/",
    "..%00/", ".%00./", "%00../", "../.", "/../", "x/../../", "./../", "..%2f..%2f", "..%0a/",
    "..%20/", "~/", "..%3f/../",
)  # fmt: skip
TARGETS = (
    "pyproject.toml", "server/app.py", ".git/config", "etc/passwd", "README.md%00.js", "LICENSE",
    "config/rubato.toml", "web%5c..%5cLICENSE", "data/rubato.db",
)  # fmt: skip
DEPTHS = (1, 3)
ABSOLUTE = (
    "//etc/passwd", "/%2fetc%2fpasswd", "/file:///etc/passwd", "/C:%5cWindows%5cwin.ini",
    "/%5c%5chost%5cshare", "/" + "a" * 5000, "/" + "a/" * 3000, "/" + "../" * 2000, "/%00",
    "/a%00.js", "/%ff%fe", "/.", "/..", "/", "/home.js/..%2f..", "/home.js%00",
    "/HOME.JS%20", "/home.js::$DATA", "/con", "/nul.js",
)  # fmt: skip
SECRET = re.compile(
    rb"\[build-system\]|root:x:|GNU GENERAL PUBLIC|Composes the app|repositoryformat"
)

NAMES = (
    *(step + "etc/passwd" for step in STEPS),
    "%00", "a%00b", "a" * 5000, "%2f", "%5c", "..", ".", "%2e%2e", "con", "nul", "%ff", "-1",
    "0x1", "1e9", "9" * 40, "%27%20OR%201=1--", "%3Cscript%3E", "$%7B7*7%7D", "%0d%0aX-Evil:1",
    "*", "%25", "%F0%9F%8E%B9",
)  # fmt: skip


async def mounted(world: World) -> AsyncIterator[Tried]:
    """Ask for what lies beside the folders of pages and modules."""
    climbs = (f"/{step * depth}{target}" for step, depth, target in product(STEPS, DEPTHS, TARGETS))
    for mount, way in product(MOUNTS, (*climbs, *ABSOLUTE)):
        answer = await world.ask("GET", mount + way)
        refused = 400 <= answer.status < 500 and not SECRET.search(answer.body)
        yield f"GET {mount}{way[:80]} → {answer.status}", refused


def hostile(rule: Rule, name: str) -> str:
    """Put a hostile name into every place of a route that takes one."""
    return re.sub(r"\{\w+(?::\w+)?\}", lambda _: name, rule.path)


def named_routes() -> Iterator[Rule]:
    """Give the routes that take a name, a path or a number, but for the folders of files."""
    return (rule for rule in HTTP if "{" in rule.path and not rule.path.startswith(MOUNTS))


async def named(world: World) -> AsyncIterator[Tried]:
    """Ask every route by names that lead elsewhere, as the owner, who may do everything."""
    page = (HOST, ("origin", HERE), world.signed_in[2], ("x-rubato-csrf", world.csrf))
    program = (HOST, world.bearer)
    for rule, name in product(named_routes(), NAMES):
        sent = page if rule.who in {Who.SESSION, Who.ADMIN_SESSION} else program
        body = b"" if rule.method == "GET" else b"{}"
        typed = (("content-type", "application/json"), ("content-length", str(len(body))))
        path = hostile(rule, name)
        answer = await world.ask(rule.method, path, *sent, *typed, body=body)
        refused = 400 <= answer.status < 500 or answer.status == 503  # no Ollama is there
        clean = not SECRET.search(answer.body) and "x-evil" not in answer.headers
        yield f"{rule.method} {path[:80]} → {answer.status}", refused and clean


PATHS = (
    Kind("path out of a folder", "encoded, twice, backslash, NUL, overlong", mounted, 1000),
    Kind("name that is a path", "in every route with a name or number", named, 3500),
)

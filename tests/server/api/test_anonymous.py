"""Reading without signing in: what is open is decided for each route, and nothing is written."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from server.adapters.database import Database
from server.api.context import COOKIE, Accounts
from server.core.anonymous_rules import CLOSED, OPEN, anonymous_may
from server.core.rule import Rule, Who
from server.core.settings import BY_NAME
from server.core.trust import RULES
from server.services.speaking import Speaking
from tests.server.conftest import HERE, ROOT, Made, compose, database, speaking

__all__ = ["database", "speaking"]  # fixtures, which pytest finds by name

READ_BY_USERS = [rule for rule in RULES if rule.who is Who.USER and rule.method == "GET"]
PARTS = {"path": "x", "int": "1", None: "a"}


def example(rule: Rule) -> str:
    """Give a path that falls under the rule."""
    return re.sub(r"\{\w+(?::(\w+))?\}", lambda found: PARTS[found[1]], rule.path)


@pytest.fixture
def made(database: Database, speaking: Speaking, tmp_path: Path) -> Made:
    """Compose a server that lets anybody read."""
    return compose(database, speaking, tmp_path, accounts=lambda *_: Accounts(anonymous_read=True))


@pytest.fixture
async def reader(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask as a page does whose reader never signed in."""
    transport = httpx.ASGITransport(app=made.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url=HERE, headers={"Origin": HERE}
    ) as opened:
        yield opened


def test_each_route_is_decided() -> None:
    """Every route that users read says whether anybody may, and no other route is named."""
    paths = {rule.path for rule in READ_BY_USERS}

    assert paths == OPEN | CLOSED.keys()
    assert not OPEN & CLOSED.keys()
    assert all(reason for reason in CLOSED.values())
    assert {rule.path for rule in RULES if anonymous_may(rule)} == OPEN


async def test_open_routes_answer_and_no_other(
    made: Made, reader: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is open is answered without anybody's name; all else, and each write, asks to sign in.

    Where there is nothing of this name, the answer says that and not that one must sign in.
    """
    opened = closed = 0
    for rule in RULES:
        if rule.who is Who.PUBLIC or rule.method == "WS":
            continue
        answer = await reader.request(rule.method, example(rule))
        if anonymous_may(rule):
            assert answer.status_code not in {401, 403, 500}, rule.path
            opened += 1
        else:
            assert answer.status_code == 401, rule.path
            closed += 1
    with capsys.disabled():
        print(f"\nanonymous reading: {opened} routes answered, {closed} refused")

    assert opened == len(OPEN)
    assert closed > 100


async def test_tokens_that_are_wrong_are_told_so(made: Made, reader: httpx.AsyncClient) -> None:
    """A program with a wrong token learns it; a page whose session ended reads on."""
    program = await reader.get("/v1/topics", headers={"Authorization": "Bearer rbt_wrong"})
    reader.cookies.set(COOKIE, "rbt_ended")
    page = await reader.get("/v1/topics")
    told = (await reader.get("/v1/session")).json()

    assert (program.status_code, page.status_code) == (401, 200)
    assert told["reading"] is True
    assert told["signed_in"] is False


async def test_recordings_are_those_that_are_shared(made: Made, reader: httpx.AsyncClient) -> None:
    """Of people's recordings one sees what they shared, and may do nothing with it."""
    owner = made.users.owner()
    performances = made.recorded.performances
    own = performances.add(owner, "For me", "", None, shared=False).performance.id
    shared = performances.add(owner, "For all", "", None, shared=True).performance.id
    place = "/v1/recordings/performances"
    listed = (await reader.get(place)).json()["performances"]
    one = (await reader.get(f"{place}/{shared}")).json()

    assert [each["id"] for each in listed] == [shared]
    assert one["may"] == {"edit": False, "feedback": False, "topics": False}
    assert (await reader.get(f"{place}/{own}")).status_code == 404


def test_off_unless_set() -> None:
    """Where nothing is set, nobody reads without signing in."""
    assert BY_NAME["anonymous_read"].default is False
    assert Accounts().anonymous_read is False


def test_pages_know_what_is_open() -> None:
    """What a page does not ask for while one reads is what the server would refuse, and no more."""
    text = (ROOT / "web" / "reading.js").read_text(encoding="utf-8")
    beginnings = tuple(re.findall(r'"(/v1/[^"]+)"', text.partition("CLOSED = [")[2].split("];")[0]))

    def kept(path: str) -> bool:
        files = path.startswith("/v1/recordings")
        return path.startswith(beginnings) or (files and "/performances" not in path)

    assert len(beginnings) > 5
    assert {path for path in CLOSED if path.startswith("/v1/") and not kept(path)} == set()
    assert {path for path in OPEN if kept(path)} == set()

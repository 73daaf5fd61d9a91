"""Notes of deeds: each route of the table leaves one when it was done, and none when it was not."""

from collections.abc import Sequence
from http import HTTPStatus

import httpx
import pytest
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from server.api.context import IDENTITY
from server.api.noting import Noting, telling
from server.core.deed_rules import NOTED, Route
from server.core.deeds import Note, Sought
from server.core.errors import UnavailableError
from server.core.people_ports import DeedStore
from server.core.rule import Rule, Who
from server.core.tokens import Identity
from server.core.users import User
from server.services.deeds import Deeds
from tests.server.conftest import Made, client, database, made, page, speaking
from tests.server.fakes import FakeClock, FakeLog
from tests.test_routes import example

__all__ = ["client", "database", "made", "page", "speaking"]  # fixtures, which pytest finds by name


class FakeAudit:
    """Keeps what was noted; or is away."""

    def __init__(self) -> None:
        self.notes: list[tuple[int | None, str, str]] = []
        self.away = False

    def note(self, now: int, user_id: int | None, action: str, detail: str) -> None:
        """Keep."""
        if self.away:
            raise UnavailableError("The database does not answer.")
        self.notes.append((user_id, action, detail))


class Around:
    """An app that answers all with one status, and the notes that are left of it."""

    def __init__(self, database: DeedStore, status: int = HTTPStatus.OK) -> None:
        self.audit, self.log = FakeAudit(), FakeLog()
        self.status, self.sent = status, list[Message]()
        self.app = Noting(self._answer, Deeds(database, self.audit, FakeClock(), self.log))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Response(status_code=self.status)(scope, receive, send)

    async def ask(self, method: str, path: str) -> Sequence[tuple[int | None, str, str]]:
        """Ask as user 7; give what was noted."""

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            self.sent.append(message)

        who = Identity(User(7, "owner", "admin", 0), 1, "session")
        scope = {"type": "http", "method": method, "path": path, "headers": [], IDENTITY: who}
        await self.app(scope, receive, send)
        return self.audit.notes


class NoDeeds:
    """A store that holds none."""

    def deeds(self, _sought: Sought) -> Sequence[Note]:
        """Give none."""
        return []

    def prune(self, *_: object) -> int:
        """Let none go."""
        return 0


@pytest.mark.parametrize("route", NOTED, ids=" ".join)
async def test_every_route_of_the_table_is_noted(route: Route) -> None:
    """Who, of which kind, and by what parts of the path; a refused one is not."""
    method, path = route
    asked = example(Rule(method, path, Who.ADMIN))
    (noted,) = await Around(NoDeeds()).ask(method, asked)

    assert noted[:2] == (7, NOTED[route])
    assert bool(noted[2]) is ("{" in path)
    assert not await Around(NoDeeds(), HTTPStatus.CONFLICT).ask(method, asked)


async def test_reading_notes_nothing() -> None:
    """Neither does what is no deed."""
    assert not await Around(NoDeeds()).ask("GET", "/v1/topics")
    assert not await Around(NoDeeds()).ask("POST", "/v1/documents/known")
    assert not await Around(NoDeeds()).ask("POST", "/nothing")


async def test_an_audit_that_is_away_is_logged() -> None:
    """What was done stays done, and is answered so."""
    around = Around(NoDeeds())
    around.audit.away = True
    await around.ask("DELETE", "/v1/topics/3")

    assert around.sent[0]["status"] == HTTPStatus.OK
    assert around.log.lines[0][1] == "audit.not_noted"


async def test_deeds_are_noted_by_name(made: Made, page: httpx.AsyncClient) -> None:
    """Over HTTP: who, what and to what; a failed one, and what was said, are nowhere."""
    topic = (await page.post("/v1/topics", json={"name": "Bach", "caution": "Hush."})).json()
    await page.post("/v1/topics", json={"name": "Bach"})
    await page.patch(f"/v1/topics/{topic['id']}", json={"name": "Händel"})
    await page.delete(f"/v1/topics/{topic['id']}")
    address = "http://user:pw@127.0.0.1/x?key=secret"
    await page.post("/v1/documents", json={"address": address, "stream": True})
    answer = (await page.get("/v1/audit", params={"what": "library"})).json()

    assert [(one["who"], one["kind"], one["detail"]) for one in answer["deeds"]][-3:] == [
        ("owner", "topic.remove", "Händel"),
        ("owner", "topic.change", "Bach, now Händel"),
        ("owner", "topic.add", "Bach"),
    ]
    assert "secret" not in str(answer)
    assert ":pw@" not in str(answer)
    assert "Hush" not in str(answer)
    assert made.users.owner().name == "owner"


async def test_telling_outside_of_a_deed_is_no_harm() -> None:
    """A route that is not noted may say what it did all the same."""
    tell = await telling(HTTPConnection({"type": "http", "headers": []}))
    tell("nothing")

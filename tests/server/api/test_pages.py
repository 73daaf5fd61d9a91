"""Pages, health, languages and files."""

import re

import httpx
import pytest

from server.core.errors import UnavailableError
from server.core.library.kinds import SUFFIXES
from tests.server.conftest import ROOT, Made


async def test_home_for_people_and_programs(client: httpx.AsyncClient) -> None:
    """Who accepts HTML gets the page, who does not gets the health object."""
    page = await client.get("/", headers={"Accept": "text/html,*/*"})
    health = await client.get("/", headers={"Accept": "*/*"})

    assert "<h1>Rubato</h1>" in page.text
    assert health.json()["status"] == "ok"
    assert (await client.get("/health")).json() == health.json()
    assert "Accept" in page.headers["vary"]
    assert (await client.head("/health")).status_code == 200


async def test_health_fails_with_the_database(
    made: Made, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that cannot reach its database says so, with the status for it."""

    def away() -> None:
        raise UnavailableError("The database does not answer; see the server's log.")

    monkeypatch.setattr(made.store, "ping", away)
    answer = await client.get("/health")

    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
    assert "does not answer" in answer.json()["database"]


async def test_ping(client: httpx.AsyncClient) -> None:
    """The founder's address answers."""
    assert (await client.get("/ping")).json() == {"status": "ok"}


async def test_languages(client: httpx.AsyncClient) -> None:
    """Languages are listed with their sizes, given whole, and a misspelt one is guessed."""
    listed = (await client.get("/v1/languages")).json()["languages"]
    one = await client.get("/v1/languages/base")
    none = await client.get("/v1/languages/swfit")

    assert [(language["name"], language["words"]) for language in listed] == [
        ("base", 2),
        ("swift", 0),
    ]
    assert one.json()["words"] == [1, 2]
    assert none.status_code == 404
    assert "did you mean swift?" in none.json()["detail"]


async def test_docs_list_each_route(client: httpx.AsyncClient) -> None:
    """The page of routes says of each what it does; OpenAPI describes the same ones."""
    rows = re.findall("<tr><td>.*", (await client.get("/docs")).text)
    paths = (await client.get("/openapi.json")).json()["paths"]

    assert len(rows) >= 19
    assert all("<td></td>" not in row for row in rows)
    assert "/v1/pairings" in paths


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/web/home.js", "text/javascript; charset=utf-8"),
        ("/web/page.css", "text/css; charset=utf-8"),
        ("/web/rubato.svg", "image/svg+xml"),
        ("/extension/manifest.json", "application/json"),
        ("/extension/core/recogniser.js", "text/javascript; charset=utf-8"),
    ],
)
async def test_files_have_their_type(path: str, kind: str, client: httpx.AsyncClient) -> None:
    """Pages and modules come as what they are, whatever the machine's registry says."""
    answer = await client.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    "path",
    ["/web/../pyproject.toml", "/web/..%2fpyproject.toml", "/web/%2e%2e/pyproject.toml",
     "/web/....//pyproject.toml", "/web//etc/passwd", "/extension/..%5c..%5cpyproject.toml",
     "/web/%00", "/web/", "/extension"],
)  # fmt: skip
async def test_no_file_outside_is_given(path: str, client: httpx.AsyncClient) -> None:
    """No spelling of a path leads out of the folders or lists them."""
    answer = await client.send(httpx.Request("GET", httpx.URL("http://127.0.0.1:8000" + path)))

    assert answer.status_code in {400, 404}


def test_pages_hold_nothing_inline() -> None:
    """No page has a script, style or handler of its own, nor anything from elsewhere."""
    for page in ROOT.glob("web/*.html"):
        text = page.read_text(encoding="utf-8")

        assert not re.search(r"<script(?![^>]*\ssrc=)", text), page
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), page
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), page


async def test_the_founders_chat_page_leads_to_ours(client: httpx.AsyncClient) -> None:
    """With what stood behind its address."""
    answer = await client.get("/chat.html?topic=a%20b")

    assert (answer.status_code, answer.headers["location"]) == (307, "/web/chat.html?topic=a%20b")


async def test_the_chat_page_offers_what_can_be_read(client: httpx.AsyncClient) -> None:
    """Its chooser shows files of each kind, and takes from a dropped folder no others."""
    page = (await client.get("/web/chat.html")).text
    accepted = re.search(r'accept="([^"]*)"', page)

    assert accepted is not None
    assert set(accepted[1].split(",")) == SUFFIXES


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/server/index.html", "/web/status.html"),
        ("/server/transcription.html", "/web/status.html#transcription"),
        ("/transcription.html", "/web/status.html#transcription"),
        ("/ollama.html", "/web/status.html#models"),
        ("/upload.html", "/web/recordings.html"),
        ("/server/upload.html", "/web/recordings.html"),
    ],
)
async def test_the_founders_status_pages(client: httpx.AsyncClient, path: str, leads: str) -> None:
    """Each leads to its part of how the server is."""
    answer = await client.get(path)

    assert (answer.status_code, answer.headers["location"]) == (307, leads)


async def test_a_page_that_the_founder_never_had(client: httpx.AsyncClient) -> None:
    """It is not there, and what is there is named."""
    answer = await client.get("/server/other.html")

    assert answer.status_code == 404
    assert "/web/status.html" in answer.json()["detail"]


def test_every_page_has_the_foot() -> None:
    """What the server holds stands on each page that has scripts."""
    pages = [page for page in (ROOT / "web").glob("*.html") if page.name != "docs.html"]

    assert pages
    assert [page.name for page in pages if "/web/foot.js" not in page.read_text("utf-8")] == []


async def test_help_is_there_without_a_network(client: httpx.AsyncClient) -> None:
    """Anybody may read it, signed in or not."""
    answer = await client.get("/help")
    page = await client.get(answer.headers["location"])

    assert (answer.status_code, page.status_code) == (307, 200)
    assert "How to play the web" in page.text

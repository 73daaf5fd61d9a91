"""Our own files: from memory while they stay as they are, and never one that is not ours."""

import os
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from server.api import files
from server.api.files import Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a few files, and one beside it."""
    web = tmp_path / "web"
    (web / "deep").mkdir(parents=True)
    (web / "a.js").write_text("one")
    (web / "deep" / "b.css").write_text("body {}")
    (tmp_path / "secret.js").write_text("secret")
    (web / "out.js").symlink_to(tmp_path / "secret.js")
    return web


@pytest.fixture
def asking(folder: Path) -> httpx.AsyncClient:
    """Ask the app itself."""
    app = Starlette(routes=[Mount("/", Files(folder))])
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")


async def test_changed_file_is_told_anew(asking: httpx.AsyncClient, folder: Path) -> None:
    """A page is what the disk has, and 304 where the browser has it."""
    first = await asking.get("/a.js")
    assert (first.text, first.headers["content-type"]) == ("one", "text/javascript; charset=utf-8")
    tag = {"If-None-Match": first.headers["etag"]}
    again = await asking.get("/a.js", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    (folder / "a.js").write_text("two!")
    os.utime(folder / "a.js", (1, 1))
    assert (await asking.get("/a.js", headers=tag)).text == "two!"
    (folder / "a.js").unlink()
    assert (await asking.get("/a.js")).status_code == 404


async def test_head_tells_the_length_alone(asking: httpx.AsyncClient) -> None:
    """HEAD has what GET has but the content."""
    told = await asking.head("/deep/b.css")

    assert (told.status_code, told.headers["content-length"], told.content) == (200, "7", b"")


@pytest.mark.parametrize(
    "path", ["/../secret.js", "/%2e%2e/secret.js", "/deep/../../secret.js", "/out.js"]
)
async def test_nothing_outside_is_given(path: str, asking: httpx.AsyncClient) -> None:
    """Neither a way up nor a link leads out of the folder."""
    answer = await asking.get(path)

    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_memory_has_an_end(
    asking: httpx.AsyncClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those not asked for the longest are forgotten."""
    monkeypatch.setattr(files, "MOST_BYTES", 8)
    for _ in range(2):
        assert (await asking.get("/a.js")).text == "one"
        assert (await asking.get("/deep/b.css")).text == "body {}"

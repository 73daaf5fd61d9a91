"""Sessions recorded in one Chromium and replayed in another: as they were, and on changed sites.

`benchmarks/replayed_sessions.py` measures all twenty with all changes; these keep its result true.
"""

from collections.abc import Iterator

import pytest

from tests.e2e.harness_browser import Browser, started
from tests.e2e.harness_rehearsal import record, replay
from tests.e2e.harness_replayed import SESSIONS, Change, Recorded
from tests.e2e.harness_sites import Site, serving_site

CALLED = {one.name: one for one in SESSIONS}
KEPT = {
    "search": ("results in another order", "the button is gone"),
    "boxes": ("a box is ticked already",),
    "two windows": ("the other page has another title",),
    "frames": ("another frame before them", "a button in both frames is called otherwise"),
    "app of one page": ("everything comes later", "a letter has another subject"),
    "rows with the same buttons": ("the row is gone", "a row before it is gone"),
    "dialog": ("it does not open",),
    "finding and reading": ("a hit less",),
    "tabs, bookmarks, history": ("a hall sends on",),
}
"""Sessions by their names, and which of their changes are tried."""

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """Serve the site."""
    with serving_site() as served:
        yield served


@pytest.fixture(scope="module")
def files(chromium_path: str, tmp_path_factory: pytest.TempPathFactory, site: Site) -> Files:
    """Record the sessions in a browser that is gone then."""
    names = [*KEPT, "login"]
    with started(tmp_path_factory.mktemp("records")) as browser:
        return {name: record(browser, site, CALLED[name]) for name in names}


@pytest.fixture(scope="module")
def another(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser with a new profile."""
    with started(tmp_path_factory.mktemp("replays")) as browser:
        yield browser


@pytest.mark.parametrize("name", KEPT)
def test_unchanged(name: str, another: Browser, files: Files, site: Site) -> None:
    """Every command is done again, and nothing differs."""
    site.alter()

    over = replay(another, site, CALLED[name], files[name])

    assert over["report"]["differences"] == []
    assert over["report"]["done"] == over["of"]


CHANGES = [(name, what) for name, all_of_it in KEPT.items() for what in all_of_it]


@pytest.mark.parametrize(("name", "what"), CHANGES)
def test_changed(name: str, what: str, another: Browser, files: Files, site: Site) -> None:
    """What matters is told of, and nothing else."""
    change = change_of(CALLED[name], what)
    site.alter(*change.altered)

    over = replay(another, site, CALLED[name], files[name])

    assert bool(over["report"]["differences"]) is change.matters, over


def change_of(session: Recorded, what: str) -> Change:
    """Find a change by what it is called."""
    return next(change for change in session.changes if change.what == what)


def test_in_frames(another: Browser, files: Files, site: Site) -> None:
    """What is typed and clicked in a frame of the same site, and of another, is there again."""
    site.alter()

    replay(another, site, CALLED["frames"], files["frames"])

    frames = another.context.pages[0].frames[1:]
    kept = {frame.url.partition("//")[2].partition(":")[0]: frame for frame in frames}
    assert kept["127.0.0.1"].inner_text("output") == "kept near"
    assert kept["localhost"].inner_text("output") == "kept far"


def test_a_password_is_never_typed(another: Browser, files: Files, site: Site) -> None:
    """It is in no file; a replay says where it went, and goes on when a person has put it there."""
    site.alter()
    assert b"sesame" not in files["login"]

    over = replay(another, site, CALLED["login"], files["login"], differs="skip")

    (difference,) = over["report"]["differences"]
    assert (difference["kind"], difference["step"]["target"]["name"]) == ("secret", "Password")
    assert over["report"]["done"] == over["of"] - 1
    assert another.context.pages[0].title() == "Your room"

"""Videos, comments and threads in SQLite and PostgreSQL: kept once, found by all that is asked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from server.adapters.database import open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.core.comment_ports import CommentKept, Sought
from server.core.comments.comment import Author, Comment, Looked
from tests.server.made_comments import ADA, OWNER, comment, kept, reply, video, video_kept
from tests.server.migrated import migrated

BOB = Author("UCbob", "Bob the Böb")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CommentDatabase]:
    """Open each kind of database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'rubato.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    engine = open_engine(url)
    migrated(engine)
    yield CommentDatabase(engine)
    engine.dispose()


def found(store: CommentDatabase, sought: Sought) -> list[str]:
    """Give the ids of what is found."""
    return [one.comment.id for one in store.comments(sought)]


def test_videos_are_kept_and_changed(store: CommentDatabase) -> None:
    """All that is known of one comes back; the newest is first; done ones can be left out."""
    old, new = video_kept(video("v1", published=1)), video_kept(video("v2", published=2), done=True)
    store.keep_videos([old, new])
    store.keep_videos([replace(old, due=9)])

    assert store.videos() == [new, replace(old, due=9)]
    assert store.videos(done=False) == [replace(old, due=9)]
    assert (store.video("v2"), store.video("v3")) == (new, None)


def test_comments_are_kept_once(store: CommentDatabase) -> None:
    """Listed again they are not new; what changed is stored; why one is skipped stays."""
    first = comment()
    assert store.keep_comments([kept(first, "late"), kept(comment("c2", at=3))]) == 2
    assert store.keep_comments([kept(replace(first, text="Edited", likes=3))]) == 0
    store.keep_comments([])

    assert store.comment("c1") == kept(replace(first, text="Edited", likes=3), "late")
    assert set(store.known(["c1", "c2", "c3"])) == {"c1", "c2"}
    assert store.reopen(["late"]) == 1
    store.skip("c2", "spam")
    assert found(store, Sought(open_only=True)) == ["c1"]
    assert found(store, Sought(skipped="spam")) == ["c2"]


def test_hostile_text_is_kept(store: CommentDatabase) -> None:
    """NUL, half surrogates, right-to-left, zero width, emoji and 10,000 characters come back."""
    text = "\x00<b>\ud800 \u202eabc\u200b 🎹" + "x" * 10_000
    store.keep_comments([kept(comment(text=text, author=Author("", "\x00")))])

    (one,) = store.comments(Sought("🎹"))
    assert one.comment.text == text.replace("\x00", "").replace("\ud800", "�")
    assert one.comment.author == Author("", "")
    assert found(store, Sought("%")) == []


def test_comments_are_found(store: CommentDatabase) -> None:
    """By words in any case, author, video, second, thread and the state of the reply."""
    store.keep_videos([video_kept(video())])
    store.keep_comments(
        [
            kept(comment("c1", "At 1:02, WHICH finger?", at=1), second=62.0),
            kept(comment("c2", "Lovely", author=BOB, at=2, video="v2")),
            kept(comment("c2.r", "Thanks", thread="c2", author=OWNER, at=1, video="v2")),
        ]
    )
    outbox = OutboxDatabase(store.engine)
    outbox.add(reply("c1", "review", "The thumb."))

    assert found(store, Sought("which FINGER")) == ["c1"]
    assert found(store, Sought("thumb")) == ["c1"]
    assert found(store, Sought(author="böb")) == found(store, Sought(author="UCbob")) == ["c2"]
    assert found(store, Sought(video="v1")) == found(store, Sought(video="elise")) == ["c1"]
    assert found(store, Sought(from_second=60, to_second=70)) == ["c1"]
    assert found(store, Sought(from_second=63)) == []
    assert found(store, Sought(state="review")) == ["c1"]
    assert found(store, Sought(open_only=True)) == ["c2"]
    assert [one.comment.id for one in store.thread("c2")] == ["c2", "c2.r"]
    assert store.counts() == {"videos": 1, "comments": 3, "open": 1, "review": 1}


def test_lists_go_on_where_they_stopped(store: CommentDatabase) -> None:
    """Page by page, each is listed once, the newest first, also of the same moment."""
    store.keep_comments([kept(comment(f"c{number}", at=number // 3)) for number in range(10)])
    pages, before = list[str](), None
    while page := found(store, Sought(before=before, limit=3)):
        pages += page
        before = page[-1]

    assert pages == sorted(pages, reverse=True)
    assert len(pages) == 10
    assert len(found(store, Sought(before="gone", limit=3))) == 3


def test_threads_have_their_turn(store: CommentDatabase) -> None:
    """That with the least is next, and a list has its bound."""
    one, two = Looked("c1", "v1", 2, True, 5, 30), Looked("c2", "v1", -1, False, 5, 20)
    store.keep_threads([one, two, Looked("c3", "v1", 0, True, 5, 99, gone=True)])
    store.keep_threads([replace(two, look=40)])

    assert store.threads_to_look(2) == [one, replace(two, look=40)]
    assert store.thread_kept("c1") == one
    assert store.thread_kept("c9") is None


def test_two_runners_keep_the_same_comments(store: CommentDatabase) -> None:
    """Of two that list the same page at once none fails, and each comment is there once."""
    together, new = Barrier(2), list[int]()
    page: list[CommentKept] = [kept(comment(f"c{number}")) for number in range(200)]

    def keep() -> None:
        together.wait()
        new.append(store.keep_comments(page))

    runners = [Thread(target=keep) for _ in range(2)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()

    assert sum(new) == 200
    assert store.counts()["comments"] == 200


def test_a_thread_begins_with_its_first(store: CommentDatabase) -> None:
    """Also where a reply seems older."""
    first = Comment("c1", "c1", "v1", ADA, "a", 9, 9)
    store.keep_comments([kept(comment("c1.a", thread="c1", at=1)), kept(first)])

    assert [one.comment.id for one in store.thread("c1")] == ["c1", "c1.a"]

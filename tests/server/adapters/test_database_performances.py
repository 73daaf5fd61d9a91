"""Performances, on SQLite and on PostgreSQL alike."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from server.adapters.database import Database
from server.adapters.database.library import Library
from server.adapters.database.performances import PerformanceDatabase
from server.adapters.database.ratings import RatingDatabase
from server.core.errors import ConflictError, NotFoundError
from server.core.performance_ports import KeptAnalysis, NewLine, NewTrack, Sought
from server.core.performances.edits import Change, Verdict
from server.core.performances.performance import Performance, Remark, Take
from server.core.recordings import Announced, Recording
from server.core.taste.ratings import Thing

DAY = 24 * 3_600_000


def performance(
    number: int, user_id: int, recorded: int = 5, video: str = "", *, shared: bool = False
) -> Performance:
    """Make one."""
    name = f"Trial {number}"
    return Performance(
        f"{number:016x}", user_id, "owner", name, video, shared, True, recorded, 1, 1
    )


def recording(number: int, user_id: int) -> Recording:
    """Make a file of ten bytes."""
    told = Announced("audio", "A song", 10, f"{number:064x}")
    return Recording(f"{number:016x}", user_id, told, 10, 5, 6)


def take(number: int, from_ms: int, to_ms: int) -> Take:
    """Make one that was found."""
    return Take(0, number, f"TRIAL#{number}", from_ms, to_ms, "marker", 1)


def filled(engine: Engine) -> tuple[PerformanceDatabase, int]:
    """Make a performance with a file, two takes and two lines; give the store and its owner."""
    store, people = PerformanceDatabase(engine), Database(engine)
    owner = people.add_user("owner", "admin", "hash", 1)
    store.add_performance(performance(1, owner.id))
    file = people.add_recording(recording(9, owner.id))
    track = store.add_track(
        performance(1, owner.id).id,
        NewTrack(owner.id, file.id, "Left", 1_000, feedback=False, languages=("base", "é")),
    )
    store.add_takes(f"{1:016x}", [take(2, 900, 1_000), take(1, 0, 500)])
    store.set_lines(f"{1:016x}", track, [NewLine(0, 5, "Said."), NewLine(7, 9, "Heard.")])
    return store, owner.id


def test_everything_of_one_is_kept(engine: Engine) -> None:
    """Takes by their beginnings; lines on the clock of the whole; a file once."""
    store, owner = filled(engine)
    whole = store.whole(f"{1:016x}")

    assert whole is not None
    assert whole.performance == performance(1, owner)
    assert [(one.number, one.from_ms) for one in whole.takes] == [(1, 0), (2, 900)]
    assert [(one.from_ms, one.to_ms, one.text) for one in whole.lines] == [
        (1_000, 1_005, "Said."),
        (1_007, 1_009, "Heard."),
    ]
    (track,) = whole.tracks
    assert (track.kind, track.by, track.languages) == ("audio", "owner", ("base", "é"))
    assert store.holders(f"{9:016x}") == [f"{1:016x}"]
    with pytest.raises(ConflictError, match="already"):
        store.add_track(
            f"{1:016x}", NewTrack(owner, f"{9:016x}", "a", 0, feedback=False, languages=())
        )


def test_lines_that_stay_keep_their_corrections(engine: Engine) -> None:
    """What is written down again as it was is the same line; what is not is gone."""
    store, owner = filled(engine)
    before = store.whole(f"{1:016x}")
    assert before is not None
    line, track = before.lines[0], before.tracks[0].id
    change = Change("line", line.id, 1, {"correction": "Sad."})
    assert store.edit(f"{1:016x}", change, owner, 7) == Verdict({"correction": "Sad."}, ())
    store.set_lines(f"{1:016x}", track, [NewLine(0, 5, "Said."), NewLine(8, 9, "Hurt.")])
    after = store.whole(f"{1:016x}")

    assert after is not None
    assert (after.lines[0].id, after.lines[0].text) == (line.id, "Sad.")
    assert [one.original for one in after.lines] == ["Said.", "Hurt."]
    assert store.remove_track(f"{1:016x}", track)
    gone = store.whole(f"{1:016x}")
    assert gone is not None
    assert gone.lines == ()


def test_of_two_at_once_one_is_refused_and_kept(engine: Engine) -> None:
    """Two who saw the same version never both write over it, on threads of their own."""
    store, owner = filled(engine)
    whole = store.whole(f"{1:016x}")
    assert whole is not None
    number = whole.takes[0].id
    together, told = Barrier(2), []

    def change(name: str) -> None:
        together.wait()
        edit = Change("take", number, 1, {"name": name})
        told.append(store.edit(f"{1:016x}", edit, owner, 7))

    threads = [Thread(target=change, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    edits = store.edits(f"{1:016x}", 10)

    assert sorted(len(one.refused) for one in told if one) == [0, 1]
    assert {edit.change.fields["name"] for edit in edits} == {"one", "two"}
    assert sorted(str(edit.version) for edit in edits) == ["2", "None"]
    assert store.edit(f"{1:016x}", Change("take", 99, 1, {"name": "a"}), owner, 7) is None


def test_what_was_found_in_a_file_is_kept_with_it(engine: Engine) -> None:
    """The later takes the place of the earlier; it goes with its file, and none comes after it."""
    store, _ = filled(engine)
    whole = store.whole(f"{1:016x}")
    assert whole is not None
    track = whole.tracks[0].id
    first = KeptAnalysis(track, "a" * 64, 5, {"notes": 3})
    second = KeptAnalysis(track, "b" * 64, 6, {"word": "é"})
    store.keep_analyses(f"{1:016x}", [first, first._replace(track=99)])
    assert store.analyses(f"{1:016x}") == [first]
    store.keep_analyses(f"{1:016x}", [second])
    assert store.analyses(f"{1:016x}") == [second]
    store.remove_track(f"{1:016x}", track)
    store.keep_analyses(f"{1:016x}", [second])

    assert store.analyses(f"{1:016x}") == []


def test_notes_on_moments(engine: Engine) -> None:
    """By their moments; two who change one are told apart; they go with their authors."""
    store, owner = filled(engine)
    anna = Database(engine).add_user("anna", "user", None, 1)
    late = store.add_remark(f"{1:016x}", anna.id, 9, "Late.", 5)
    early = store.add_remark(f"{1:016x}", owner, -2, "É <b>early", 6)
    edit = Change("remark", early, 1, {"text": "Early."})
    assert store.edit(f"{1:016x}", edit, owner, 7) == Verdict({"text": "Early."}, ())
    other = Change("remark", early, 1, {"text": "Soon."})
    refused = store.edit(f"{1:016x}", other, anna.id, 8)
    whole = store.whole(f"{1:016x}")

    assert refused == Verdict({}, ("text",))
    assert whole is not None
    assert whole.remarks == (
        Remark(early, owner, "owner", -2, "Early.", 6, 2),
        Remark(late, anna.id, "anna", 9, "Late.", 5, 1),
    )
    Database(engine).remove_user(anna.id)
    assert not store.remove_remark(f"{1:016x}", late)
    assert store.remove_remark(f"{1:016x}", early)
    with pytest.raises(NotFoundError, match="meanwhile"):
        store.add_remark(f"{9:016x}", owner, 0, "Gone.", 5)


def test_what_is_written_to_may_be_gone(engine: Engine) -> None:
    """A recording that is deleted while it is heard is not there, and nothing breaks."""
    store, _ = filled(engine)
    store.remove_performance(f"{1:016x}")

    assert store.whole(f"{1:016x}") is None
    with pytest.raises(NotFoundError, match="meanwhile"):
        store.set_lines(f"{1:016x}", None, [NewLine(0, 5, "Said.")])
    with pytest.raises(NotFoundError, match="meanwhile"):
        store.add_takes(f"{1:016x}", [take(1, 0, 500)])


def test_topics_of_takes(engine: Engine) -> None:
    """Those of all and its own, less what it was taken out of; a topic that goes takes them."""
    store, _ = filled(engine)
    library = Library(engine)
    bach, pedal = (library.add_topic(name, name, "", 1) for name in ("bach", "pedal"))
    whole = store.whole(f"{1:016x}")
    assert whole is not None
    first, second = (one.id for one in whole.takes)
    assert store.set_belongs(f"{1:016x}", None, {bach.id: "in"})
    assert store.set_belongs(f"{1:016x}", first, {bach.id: "out", pedal.id: "in"})
    assert not store.set_belongs(f"{1:016x}", 99, {bach.id: "in"})
    told = store.whole(f"{1:016x}")
    assert told is not None
    assert told.topics(first) == (pedal,)
    assert told.topics(second) == told.topics(None) == (bach,)
    library.merge_topics(pedal.id, bach.id)
    merged = store.whole(f"{1:016x}")
    assert merged is not None
    assert [merged.topics(one) for one in (None, first, second)] == [(bach,)] * 3
    library.remove_topic(bach.id)
    bare = store.whole(f"{1:016x}")
    assert bare is not None
    assert bare.belongs == ()


def test_lists(engine: Engine) -> None:
    """One's own and shared ones, filtered; pages miss none of the same moment."""
    store, people = PerformanceDatabase(engine), Database(engine)
    owner = people.add_user("owner", "admin", "hash", 1)
    anna = people.add_user("anna", "user", None, 1)
    year = 365 * DAY
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    store.add_performance(performance(1, owner.id, year - 1, video=video))
    store.add_performance(performance(2, owner.id, year, shared=True))
    store.add_performance(performance(3, anna.id, year, video=video))
    store.note_search(f"{2:016x}", "100% of a fugue")
    thing = Thing("recording", f"{2:016x}")
    RatingDatabase(engine).rate(owner.id, thing, 7, 1, None)

    def ids(user: int, everybody: bool = False, before: str | None = None, **sought: object) -> str:
        wanted = Sought(**sought)  # type: ignore[arg-type]
        found = store.performances(user, everybody, wanted, 10, before)
        return "".join(str(int(one.performance.id, 16)) for one in found)

    assert ids(owner.id, everybody=True) == "321"
    assert ids(owner.id, everybody=True, before=f"{3:016x}") == "21"
    assert (ids(owner.id), ids(anna.id)) == ("21", "32")
    assert ids(anna.id, words=("fugue", "100%")) == "2"
    assert ids(anna.id, words=("1_0",)) == ""
    assert (ids(owner.id, year=1970), ids(owner.id, year=1971)) == ("1", "2")
    assert (ids(owner.id, least=7), ids(owner.id, least=8), ids(anna.id, least=0)) == ("2", "", "")
    assert ids(anna.id, youtube="dQw4w9WgXcQ") == "3"
    assert store.with_video(anna.id, video) == f"{3:016x}"
    assert store.with_video(owner.id, video) == f"{1:016x}"
    people.remove_user(anna.id)
    assert set(store.ids()) == {
        f"{1:016x}",
        f"{2:016x}",
    }


def test_takes_are_scored_by_each(engine: Engine) -> None:
    """A score is its giver's, is sought, found anew, and goes with the take or the giver."""
    store, owner = filled(engine)
    people = Database(engine)
    anna = people.add_user("anna", "user", "hash", 2).id
    held = f"{1:016x}"
    whole = store.whole(held)
    assert whole is not None
    first, second = (one.id for one in whole.takes)
    for value in (3, 9, 8):
        store.score_take(owner, second, value, value)
    store.score_take(anna, first, 0, 9)
    store.score_take(anna, second, 10, 9)
    store.score_take(anna, second, None, 10)
    store.score_take(anna, second, None, 10)

    assert (store.take_scores(owner, held), store.take_scores(anna, held)) == (
        {second: 8},
        {first: 0},
    )
    assert store.scored_takes(held) == {first, second}
    assert store.take_scores(owner, f"{7:016x}") == {}

    def best(user: int, least: int | None = None) -> list[int | None]:
        found = store.performances(user, True, Sought(least=least), 9, None)
        return [one.best for one in found]

    assert (best(owner), best(owner, 8), best(owner, 9)) == ([8], [8], [])
    assert (best(anna), best(anna, 0), best(anna, 1)) == ([0], [0], [])
    with pytest.raises(NotFoundError):
        store.score_take(owner, 999, 5, 11)
    people.remove_user(anna)
    assert store.scored_takes(held) == {second}
    store.remove_takes(held, [second])
    assert store.scored_takes(held) == set()

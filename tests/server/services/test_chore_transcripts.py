"""The task `transcripts` against the real server, with a fake of what YouTube says."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from server.adapters.database.comments import CommentDatabase
from server.adapters.database.steps import StepDatabase
from server.adapters.step_server import _problem
from server.core.comment_ports import VideoKept
from server.core.comments.comment import Video
from server.core.errors import InvalidError, UnavailableError
from server.core.step.task import Outcome
from server.services.chore_transcripts import PLACE, TranscriptsTask
from server.services.tried import MOST_TRIES
from tests.fixtures.tube.world import DAY
from tests.server.conftest import HERE, Made
from tests.server.fakes_step import FakeServer, Watcher, plenty

FUGUE, SILENT, HIDDEN = "dQw4w9WgXcQ", "silentsilen", "hiddenhidde"
TAKES = "All of it:\nTRIAL#1 0:00-0:02\nTRIAL#2 12:31-12:34\n"


class App:
    """Asks the app itself, as `StepServer` asks one that runs."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.asked: list[str] = []

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:
        """Ask."""
        return self._asked("GET", path, params=params)

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Change."""
        return self._asked(method, path, json=body)

    def fetch(self, path: str, target: str, most: int) -> int:
        """Nothing is fetched here."""
        raise AssertionError((path, target, most))

    def _asked(self, method: str, path: str, **more: Any) -> Any:
        self.asked.append(f"{method} {path}")
        answer = self._client.request(method, path, **more)
        if not answer.is_success:
            raise _problem(answer.status_code, answer.text)
        return answer.json() if answer.content else None


class Chore(NamedTuple):
    """The task, and what it works with."""

    task: TranscriptsTask
    app: App
    comments: CommentDatabase
    made: Made

    def upload(self, video: str, **more: Any) -> None:
        """Let the store know of a video."""
        told = {"title": f"V {video}", "description": "", "privacy": "public"} | more
        self.comments.keep_videos(
            [VideoKept(Video(video, published=1_700_000_000_000, duration=0, **told), False, 0, 0)]
        )

    def run(self, requests: int = 100, *, dry: bool = False) -> Outcome:
        """Do it."""
        return self.task.run(plenty(requests), Watcher(), dry=dry)

    def listed(self) -> list[Any]:
        """List the recordings."""
        found: list[Any] = self.app.get(PLACE)["performances"]
        return found


@pytest.fixture
def chore(made: Made) -> Iterator[Chore]:
    """Compose it over the app."""
    engine = made.store.engine
    comments = CommentDatabase(engine)
    with TestClient(made.app, base_url=HERE) as client:
        client.headers["Authorization"] = f"Bearer {made.extension_token()}"
        app = App(client)
        task = TranscriptsTask(app, comments, StepDatabase(engine), made.clock)
        yield Chore(task, app, comments, made)


def test_a_new_video_becomes_a_recording(chore: Chore) -> None:
    """With what is said, the takes of its description, and the topics that its tags name."""
    for name in ("Bach", "Golf"):
        chore.app.send("POST", "/v1/topics", {"name": name})
    chore.upload(FUGUE, description=TAKES, tags=("bach", "fugue"))
    chore.upload(HIDDEN, privacy="private")

    dry = chore.run(dry=True)
    assert (dry.lines, chore.listed()) == ([f"V {FUGUE} ({FUGUE}) would be written down."], [])
    assert chore.run().counts == {"written down": 1}
    whole = chore.app.get(f"{PLACE}/{FUGUE}")

    assert (whole["name"], whole["recorded"]) == (f"V {FUGUE}", 1_700_000_000_000)
    assert [one["text"] for one in whole["transcript"]] == [
        "Today we hear a fugue.",
        "It has three voices.",
    ]
    assert [one["from_ms"] for one in whole["takes"]] == [0, 751_000]
    assert whole["topics"] == ["Bach"]
    asked = len(chore.app.asked)
    assert (chore.run().ending, chore.app.asked[asked:]) == ("idle", [f"GET {PLACE}"])


def test_what_its_owner_made_is_filled_in(chore: Chore) -> None:
    """Nothing of it is changed, and no second one is made."""
    mine = chore.app.send("POST", PLACE, {"name": "Mine", "video": FUGUE})
    take = {"from_ms": 5, "to_ms": 9}
    chore.app.send("POST", f"{PLACE}/{mine['id']}/takes", take)
    chore.upload(FUGUE, description=TAKES, tags=("bach",))

    assert chore.run().counts == {"written down": 1}
    (only,) = chore.listed()
    whole = chore.app.get(f"{PLACE}/{FUGUE}")

    assert (only["name"], len(whole["transcript"]), whole["topics"]) == ("Mine", 2, [])
    assert [one["from_ms"] for one in whole["takes"]] == [5]


def test_without_subtitles_it_is_tried_again_later_and_at_last_no_more(chore: Chore) -> None:
    """After days that double; meanwhile nothing is asked."""
    chore.upload(SILENT)
    tried = []
    for day in range(40):
        if chore.run().ending == "done":
            tried.append(day)
        chore.made.clock.now += DAY

    assert tried == [0, 1, 3, 7, 15, 31]
    assert len(tried) == MOST_TRIES
    assert len(chore.listed()) == 1


def test_bounds_and_youtube_that_is_away(chore: Chore) -> None:
    """What was done stays; the next step goes on."""
    chore.upload(FUGUE)
    chore.upload(SILENT)
    assert chore.run(0).ending == "partly"

    shown = {"id": "p", "transcript": [], "takes": []}
    server = FakeServer({f"GET {PLACE}/{SILENT}": shown, f"GET {PLACE}/{FUGUE}": shown})
    server.answers[f"GET {PLACE}"] = {"performances": []}

    def away(_body: object) -> None:
        raise UnavailableError("YouTube cannot be reached.")

    server.answers[f"POST {PLACE}/p/transcript"] = away
    task = TranscriptsTask(
        server, chore.comments, StepDatabase(chore.made.store.engine), chore.made.clock
    )
    found = task.run(plenty(), Watcher(), dry=False)

    assert (found.ending, found.lines) == ("partly", ["YouTube cannot be reached."])
    assert chore.run().ending == "done"


def test_recordings_are_heard(chore: Chore) -> None:
    """Those with sound that nobody wrote down, once their owner has sent all of it."""
    sound = {"id": 7, "role": "audio", "feedback": False}
    kinds = {
        "plain": {"tracks": [{"id": 1, "role": "midi", "feedback": False}, sound]},
        "silent": {"tracks": [sound | {"role": "midi"}]},
        "written": {"tracks": [sound], "transcript": [{"track": None}]},
        "broken": {"tracks": [sound]},
        "fresh": {"tracks": [sound]},
    }
    now = chore.made.clock.now
    listed = [
        {"id": one, "name": one, "tracks": 1, "created": now if one == "fresh" else now - DAY}
        for one in kinds
    ]
    server = FakeServer({f"GET {PLACE}": {"performances": listed}})
    for one, told in kinds.items():
        server.answers[f"GET {PLACE}/{one}"] = {"transcript": [], **told}
        server.answers[f"POST {PLACE}/{one}/transcript"] = {}

    def broken(_body: object) -> None:
        raise InvalidError("It holds no sound.")

    server.answers[f"POST {PLACE}/broken/transcript"] = broken
    steps = StepDatabase(chore.made.store.engine)
    task = TranscriptsTask(server, chore.comments, steps, chore.made.clock, youtube=False)

    dry = task.run(plenty(), Watcher(), dry=True)
    found = task.run(plenty(), Watcher(), dry=False)
    again = TranscriptsTask(server, chore.comments, steps, chore.made.clock, youtube=False).run(
        plenty(), Watcher(), dry=False
    )

    assert len(dry.lines) == 4
    assert found.lines == ["plain was heard and written down.", "broken: It holds no sound."]
    assert [told for what, told in server.asked if what == f"POST {PLACE}/plain/transcript"] == [
        {"track": 7}
    ]
    assert again.ending == "idle"

"""A server for tests: the real app on a real database in a temporary folder, with fake ports."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from server.adapters.database import Database, open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.adapters.database.performances import PerformanceDatabase
from server.adapters.database.ratings import RatingDatabase
from server.adapters.database.stamp import SqliteStamp
from server.adapters.database.stats import StatsDatabase
from server.adapters.ffmpeg_encoder import FfmpegEncoder
from server.adapters.recording_files import RecordingFolder
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.api.context import (
    Accounts,
    DictionaryServices,
    LibraryServices,
    Recorded,
    Services,
    Tasting,
)
from server.app import Rubato, create_app
from server.cli.commented import commented_of
from server.cli.community import community_of
from server.cli.dictionary import dictionary_of
from server.cli.recorded import recorded_of
from server.core.settings import EXTENSION_ID
from server.core.trust import trust
from server.services.access import Access
from server.services.comment_drafting import Manners
from server.services.hearing import Hearing, OwnEar
from server.services.jobs import Jobs
from server.services.languages import Languages
from server.services.own_languages import OwnLanguages
from server.services.pairing import Pairing
from server.services.recordings import Recordings
from server.services.speaking import Speaking
from server.services.stats import Stats
from server.services.status import Status
from server.services.transcription import Scribe, Transcription
from server.services.transcription_queue import TranscriptionQueue
from server.services.users import Users
from tests.server.fake_analyst import FakeAnalyst
from tests.server.fake_scribe import FakeScribe
from tests.server.fakes import (
    FakeClock,
    FakeEar,
    FakeEntropy,
    FakeLanguages,
    FakeLog,
    FakeMachine,
    FakeMidi,
    quick_passwords,
)
from tests.server.made_library import NO_OLLAMA, VIDEOS, compose_library, compose_loading
from tests.server.made_operated import FakeOperation
from tests.server.made_taste import compose_tasting
from tests.server.migrated import migrated

HERE = "http://127.0.0.1:8000"
EXTENSION = f"chrome-extension://{EXTENSION_ID}"
ROOT = Path(__file__).parents[2]
LONGEST = 3600
"""Seconds of a recording."""
MOST_BYTES = 1_000_000
"""Bytes of a recording."""


@dataclass(frozen=True)
class Made:
    """The services over one database, the app around them, and the fakes."""

    app: Rubato
    store: Database
    users: Users
    access: Access
    pairing: Pairing
    clock: FakeClock
    log: FakeLog
    midi: FakeMidi
    ear: FakeEar
    scribe: FakeScribe
    password: str
    library: LibraryServices
    tasting: Tasting
    recorded: Recorded
    dictionary: DictionaryServices
    comments: CommentDatabase
    outbox: OutboxDatabase
    operation: FakeOperation
    status: Status

    def noted(self) -> list[tuple[str, str]]:
        """List what was noted of who did what: each act with its detail."""
        with self.store.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT action, detail FROM audit ORDER BY id")
            return [(action, detail) for action, detail in rows]

    def extension_token(self, name: str = "owner") -> str:
        """Pair an extension with somebody."""
        code = self.pairing.open(self.users.one(name)).code
        return self.pairing.redeem(code, "Chrome")[1]


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Open an empty, migrated database: SQLite, or PostgreSQL where that was asked for."""
    if request.config.getoption("--postgresql"):
        engine = open_engine(request.getfixturevalue("postgresql_url"))
    else:
        engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'rubato.db'}")
    migrated(engine)
    opened = Database(engine)
    yield opened
    opened.close()


@pytest.fixture
def speaking(tmp_path: Path) -> Speaking:
    """Speak by real voices, those in the test's folder `voices` and the embedded."""
    pool = VoicePool(2, 30)
    return Speaking(pool, VoiceShelf(tmp_path / "voices"), FfmpegEncoder(), FakeLog())


@pytest.fixture
def made(database: Database, speaking: Speaking, tmp_path: Path) -> Made:
    """Compose a server with its owner."""
    return compose(database, speaking, tmp_path)


def compose(
    database: Database,
    speaking: Speaking,
    folder: Path,
    scribes: Sequence[Scribe] | None = None,
    ollama: str = NO_OLLAMA,
    openai: str = NO_OLLAMA,
    ear: OwnEar | None = None,
    followed: Sequence[str] = (),
    accounts: Callable[[Access, FakeClock, FakeEntropy, FakeLog], Accounts] | None = None,
    shared: str = "",
) -> Made:
    """Compose a server with its owner, and with this ear and these transcribers for fake ones.

    `followed`: folders that are set; `accounts`: ways in; `shared`: the shared password.
    """
    clock, entropy, log, midi = FakeClock(), FakeEntropy(), FakeLog(), FakeMidi()
    fake_ear, scribe = FakeEar(), FakeScribe("fake")
    fake = [Scribe("fake", lambda: None, lambda: scribe)]
    transcription = Transcription(fake if scribes is None else scribes, log)
    passwords = quick_passwords()
    users = Users(database, passwords, clock, entropy)
    access = Access(database, passwords, clock, entropy, shared)
    pairing = Pairing(database, access.give, clock, entropy)
    languages = Languages(FakeLanguages())
    status = Status("0.1.0", database, languages.listed, midi, clock)
    transcriptions = TranscriptionQueue(transcription, LONGEST, MOST_BYTES, Jobs(log, clock))
    files = RecordingFolder(folder / "recordings")
    performances = PerformanceDatabase(database.engine)
    recordings = Recordings(database, files, clock, entropy, performances.holders)
    hearing = Hearing(lambda: ear or fake_ear, transcription, log)
    data = folder / "data"
    stamp = SqliteStamp(database.engine)
    library = compose_library(
        database.engine, clock, entropy, log, ollama, openai, followed, data, stamp
    )
    tasting = compose_tasting(database, library, folder, clock, log)
    dictionary = dictionary_of(database.engine, clock)
    recorded = recorded_of(
        performances,
        recordings,
        library,
        RatingDatabase(database.engine),
        tasting.ratings,
        (transcriptions, lambda: VIDEOS, True),
        (dictionary, 48, FakeAnalyst()),
        clock,
        entropy,
    )
    comments = CommentDatabase(database.engine)
    manners = Manners("Answered by my assistant.", ("crypto",))
    outbox = OutboxDatabase(database.engine)
    commented = commented_of(comments, outbox, library, recorded, manners, clock)
    operation = FakeOperation()
    operated = operation.composed(database, clock, log)
    app = create_app(
        Services(
            access,
            pairing,
            languages,
            status,
            hearing,
            speaking,
            transcriptions,
            recordings,
            OwnLanguages(database, clock),
            library,
            compose_loading(library, transcriptions),
            tasting,
            Stats(StatsDatabase(database.engine), FakeMachine(), clock),
            recorded,
            dictionary,
            commented,
            accounts(access, clock, entropy, log) if accounts else Accounts(),
            community_of(database, database.engine, users, passwords, clock, log),
            operated,
            midi,
        ),
        trust(["piano.example.org"], ["https://pages.example.org"], [EXTENSION_ID]),
        web=ROOT / "web",
        extension=ROOT / "extension",
        log=log,
        clock=clock,
        entropy=FakeEntropy(),  # of its own: ids of requests change nothing else
        stamp=stamp,
        parts=[
            stamp,
            transcriptions,
            hearing,
            speaking,
            library.index,
            library.models,
            recorded.texts,
            tasting.taste,
            operated.chores,
        ],
    )
    password = users.first_run() or ""
    return Made(
        app,
        database,
        users,
        access,
        pairing,
        clock,
        log,
        midi,
        fake_ear,
        scribe,
        password,
        library,
        tasting,
        recorded,
        dictionary,
        comments,
        outbox,
        operation,
        status,
    )


@pytest.fixture
async def client(made: Made) -> AsyncIterator[httpx.AsyncClient]:
    """Ask the app as a program does: right host, no origin."""
    transport = httpx.ASGITransport(app=made.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as opened:
        yield opened


@pytest.fixture
async def page(made: Made, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Ask as the owner's signed-in page does: own origin, cookie, CSRF header."""
    client.headers["Origin"] = HERE
    answer = await client.post("/v1/session", json={"name": "owner", "password": made.password})
    client.headers["X-Rubato-CSRF"] = answer.json()["csrf"]
    return client

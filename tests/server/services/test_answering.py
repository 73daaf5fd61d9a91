"""Answering over a real database, real readers, a fake search, and a fake Ollama over real HTTP."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.adapters.database import Database, open_engine
from server.adapters.database.inquiries import InquiryDatabase
from server.adapters.database.library import Library
from server.adapters.database.personas import PersonaDatabase
from server.adapters.models.ollama_models import OllamaModels
from server.core.chat.inquiries import Inquiry
from server.core.chat.prompts import prompts_of
from server.core.chat.reviews import Sought
from server.core.errors import InvalidError, NotFoundError
from server.core.users import User
from server.services import answering
from server.services.answer_begun import World as BeginningWorld
from server.services.answer_events import Begun, Ended, Said
from server.services.answering import Answering
from server.services.catalogue import Catalogue
from server.services.documents import Documents, Given
from server.services.documents import World as LibraryWorld
from server.services.model_shelf import ModelShelf
from server.services.personas import Personas
from server.services.sources import Sources
from server.services.topics import Topics
from server.services.wishes import Wish
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.server.fake_index import FakeIndex, WordSearch
from tests.server.fakes import FakeClock, FakeEntropy, FakeLog
from tests.server.made_index import made_cards
from tests.server.made_library import FakeReader, made_recordings
from tests.server.migrated import migrated

ROOT = Path(__file__).parents[3]
BACH = (
    b"# Bach\n\nJohann Sebastian Bach was born in Eisenach in 1685.\n\n"
    b"# Death\n\nHe died in Leipzig."
)
TALK = b"1\n00:12:31,000 --> 00:12:35,000\nThe fugue has three voices.\n"


@dataclass
class Made:
    """Answering, with what it is made of."""

    answering: Answering
    documents: Documents
    topics: Topics
    personas: Personas
    store: InquiryDatabase
    script: Script
    owner: User


@pytest.fixture
def script() -> Iterator[tuple[str, Script]]:
    """Serve a fake Ollama."""
    with fake_ollama() as served:
        yield served


@pytest.fixture
async def made(tmp_path: Path, script: tuple[str, Script]) -> AsyncIterator[Made]:
    """Compose it over an empty database."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    clock, log, index = FakeClock(), FakeLog(), FakeIndex()
    owner = Database(engine).add_user("owner", "admin", None, clock())
    library, store = Library(engine), InquiryDatabase(engine)
    models = OllamaModels(script[0])
    catalogue = Catalogue(made_cards, library)
    documents = Documents(
        library,
        LibraryWorld(
            index, FakeReader(), clock, log, catalogue, made_recordings(engine, library, log)
        ),
    )
    topics = Topics(library, library, index, clock)
    text = (ROOT / "config" / "prompts.toml").read_text(encoding="utf-8")
    prompts = prompts_of([("prompts.toml", text)])
    personas = Personas(PersonaDatabase(engine), topics, prompts, clock)
    sources = Sources(WordSearch(index), library)
    world = answering.World(
        BeginningWorld(topics, personas, sources, prompts, store, clock, FakeEntropy()),
        ModelShelf(lambda: models, "", clock, FakeEntropy()),
        log,
    )
    yield Made(Answering(world), documents, topics, personas, store, script[1], owner)
    await models.close()
    engine.dispose()


async def asked(made: Made, question: str, **more: object) -> tuple[str, Ended, Begun]:
    """Ask, and hear it to its end."""
    told = [each async for each in made.answering.answer(made.owner, Wish(question, **more))]  # type: ignore[arg-type]
    begun, *said, ended = told
    assert isinstance(begun, Begun)
    assert isinstance(ended, Ended)
    return "".join(each.text for each in said if isinstance(each, Said)), ended, begun


async def test_an_answer_is_grounded_cited_and_kept(made: Made) -> None:
    """Each sentence with its exact quote, and all of it in the database."""
    made.documents.load(Given("bach.md", BACH))
    made.script.answer = lambda _body: ["He was born ", "in Eisenach in ", "1685 [", "1]."]

    text, ended, begun = await asked(made, "When was Bach born?")

    assert text == "He was born in Eisenach in 1685 [1]."
    (quote,) = ended.inquiry.sources[0].quotes
    assert quote.text == "Johann Sebastian Bach was born in Eisenach in 1685."
    document = ended.inquiry.sources[0].document
    assert made.documents.text(document)[quote.start : quote.end] == quote.text
    assert quote.line == 3
    assert ended.inquiry.confidence == 1.0
    assert ended.inquiry == made.store.inquiry(begun.inquiry.id)
    assert ended.inquiry.model == "tiny:1b"


async def test_a_question_is_kept_before_it_is_answered(made: Made) -> None:
    """From the first moment on."""
    made.documents.load(Given("bach.md", BACH))
    answer = made.answering.answer(made.owner, Wish("When was Bach born?"))
    begun = await anext(answer)

    assert isinstance(begun, Begun)
    kept = made.store.inquiry(begun.inquiry.id)
    assert kept is not None
    assert (kept.state, kept.question) == ("asked", "When was Bach born?")
    await answer.aclose()


async def test_a_time_is_cited(made: Made) -> None:
    """To the second, from subtitles."""
    made.documents.load(Given("talk.srt", TALK, "https://www.youtube.com/watch?v=x"))
    made.script.answer = lambda _body: ["It has three voices [1]."]

    _, ended, _ = await asked(made, "How many voices has the fugue?")

    assert ended.inquiry.sources[0].quotes[0].at_ms == 751_000


async def test_without_sources_nothing_is_known(made: Made) -> None:
    """The model is not even asked; with another prompt it is."""
    text, ended, _ = await asked(made, "When was Bach born?")

    assert text == "I don't know from this."
    assert made.script.asked == []
    assert ended.inquiry.state == "answered"
    await asked(made, "When was Bach born?", prompt="free")
    assert len(made.script.asked) == 1


async def test_without_a_model_the_sources_answer(made: Made) -> None:
    """By quotes that are cited, and it is said why."""
    made.documents.load(Given("bach.md", BACH))
    made.script.models.clear()

    text, ended, _ = await asked(made, "When was Bach born?")

    assert "“Johann Sebastian Bach was born in Eisenach in 1685.” [1]" in text
    assert "no model" in ended.inquiry.reason
    assert ended.inquiry.model == ""
    assert ended.inquiry.confidence > 0.9


async def test_a_model_that_fails_at_once_leaves_the_quotes(made: Made) -> None:
    """And one that fails in the middle leaves what it said, and says so."""
    made.documents.load(Given("bach.md", BACH))
    made.script.answer = lambda _body: ["", "He ", "was "]
    made.script.error_after = 1
    quoted, ended, _ = await asked(made, "When was Bach born?")
    made.script.error_after = 3
    broken, half, _ = await asked(made, "When was Bach born?")

    assert "Eisenach" in quoted
    assert ended.inquiry.state == "answered"
    assert (broken, half.inquiry.state) == ("He was ", "failed")
    assert "memory" in half.inquiry.reason


async def test_leaving_stops_the_model_and_keeps_what_came(made: Made) -> None:
    """The state says that it was stopped."""
    made.documents.load(Given("bach.md", BACH))
    made.script.answer = lambda _body: ["word "] * 500
    made.script.between = 0.01
    async with aclosing(made.answering.answer(made.owner, Wish("Who is Bach?"))) as answer:
        begun = await anext(answer)
        assert await anext(answer) == Said("word ")
    async with asyncio.timeout(5):
        while made.script.under_way:
            await asyncio.sleep(0.01)

    assert isinstance(begun, Begun)
    kept = made.store.inquiry(begun.inquiry.id)
    assert kept is not None
    assert (kept.state, kept.answer) == ("stopped", "word")
    assert made.script.cancelled == 1


async def test_a_rare_topic_is_not_drowned(made: Made) -> None:
    """One document of a chosen topic stands among a hundred of another."""
    for at in range(100):
        number = made.documents.load(Given(f"{at}.txt", f"Bach fugue {at}".encode())).document.id
        made.topics.put(number, made.topics.there("busy").id)
    rare = made.documents.load(Given("rare.txt", b"A fugue for children")).document.id
    made.topics.put(rare, made.topics.add("rare", "Only for children.").id)

    _, _, begun = await asked(made, "Bach fugue", topics=("busy", "rare"))

    assert rare in [source.document for source in begun.inquiry.sources[:3]]
    assert begun.cautions == ("Only for children.",)


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish("  "), InvalidError),
        (Wish("x" * 20_001), InvalidError),
        (Wish("x", topics=("nowhere",)), NotFoundError),
        (Wish("x", prompt="nothing"), NotFoundError),
        (Wish("x", length="endless"), InvalidError),
        (Wish("x", after="0" * 16), NotFoundError),
        (Wish("", instead_of="0" * 16), NotFoundError),
        (Wish("x", length="shorter"), InvalidError),
        (Wish("x", own_prompt="x" * 20_001), InvalidError),
    ],
)
async def test_what_cannot_be_asked_is_refused(
    made: Made, wish: Wish, error: type[Exception]
) -> None:
    """Before anything is kept."""
    with pytest.raises(error):
        await anext(made.answering.answer(made.owner, wish))

    assert made.store.inquiries(Sought(), 10) == []


async def test_an_unknown_model_is_told(made: Made) -> None:
    """Before anything is kept; where nobody answers, the sources are quoted."""
    made.documents.load(Given("bach.md", BACH))
    with pytest.raises(NotFoundError, match="who:7b"):
        await anext(made.answering.answer(made.owner, Wish("When was Bach born?", model="who:7b")))

    assert made.store.inquiries(Sought(), 10) == []
    _, ended, _ = await asked(made, "When was Bach born?", model="tiny:1b")
    assert ended.inquiry.model == "tiny:1b"


async def test_others_go_on_while_an_answer_is_kept(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may be slow: what it waits for comes from the same loop."""
    made.documents.load(Given("bach.md", BACH))
    keep, begun, came = made.store.change_inquiry, threading.Event(), threading.Event()
    waited: list[bool] = []

    def slowly(inquiry: Inquiry) -> None:
        begun.set()
        waited.append(came.wait(10))
        keep(inquiry)

    monkeypatch.setattr(made.store, "change_inquiry", slowly)
    asking = asyncio.create_task(asked(made, "When was Bach born?"))
    while not begun.is_set() and not asking.done():
        await asyncio.sleep(0)
    came.set()
    _, ended, _ = await asking

    assert waited == [True]
    assert made.store.inquiry(ended.inquiry.id) == ended.inquiry

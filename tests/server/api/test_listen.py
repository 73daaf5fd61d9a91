"""The listening WebSocket on a real port: forms, sound, what was heard, and bad input."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.core.noise import RATE
from tests.server.conftest import EXTENSION, Made
from tests.server.served import served

FORMS: dict[str, Any] = {
    "type": "forms",
    "id": 1,
    "forms": [{"phrase": "next tab"}, {"phrase": "scroll down"}],
}
RNG = np.random.default_rng(2)


def sound(*parts: tuple[float, float]) -> bytes:
    """Give noise of these seconds and loudnesses, one after another."""
    noise = [RNG.normal(0, level, int(seconds * RATE)) for seconds, level in parts]
    return np.concatenate(noise).clip(-32768, 32767).astype("<i2").tobytes()


@pytest.fixture
async def address(made: Made) -> AsyncIterator[str]:
    """Serve with an ear that hears "next tab" in everything."""
    async with served(made.app) as host:
        yield f"ws://{host}/v1/listen"


@asynccontextmanager
async def greeted(made: Made, address: str) -> AsyncIterator[ClientConnection]:
    """Say hello with a token, and be welcome."""
    async with connect(address, origin=EXTENSION) as socket:  # type: ignore[arg-type]
        await socket.send(json.dumps({"type": "hello", "token": made.extension_token()}))
        await socket.recv()
        yield socket


async def ask(socket: ClientConnection, message: dict[str, Any]) -> dict[str, Any]:
    """Send, and give the answer."""
    await socket.send(json.dumps(message))
    answer: dict[str, Any] = json.loads(await socket.recv())
    return answer


async def test_an_utterance_is_heard(made: Made, address: str) -> None:
    """With an open microphone one is told that somebody speaks, and what he said."""
    async with greeted(made, address) as socket:
        ready = await ask(socket, FORMS)
        listening = await ask(socket, {"type": "begin", "mode": "open"})
        for piece in np.array_split(
            np.frombuffer(sound((0.5, 20), (0.5, 4000), (0.6, 20)), "<i2"), 70
        ):
            await socket.send(piece.tobytes())
        told = [json.loads(await socket.recv()) for _ in range(2)]

    assert ready == {"type": "ready", "id": 1}
    assert listening == {"type": "listening", "mode": "open"}
    assert told[0] == {"type": "began"}
    assert (told[1]["type"], told[1]["said"]) == ("heard", "next tab")
    assert told[1]["others"] == ["scroll down"]
    assert told[1]["mode"] == "open"


async def test_what_a_button_holds_is_one_utterance(made: Made, address: str) -> None:
    """Push-to-talk is heard when it is let go, pauses and all, but for what is around it."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await ask(socket, {"type": "begin", "mode": "talk"})
        for part in ((0.9, 5), (0.3, 4000), (0.5, 5), (0.3, 4000), (0.9, 5)):
            await socket.send(sound(part))
        heard = await ask(socket, {"type": "end"})

    assert (heard["type"], heard["mode"]) == ("heard", "talk")
    assert made.ear.heard[0].size == pytest.approx(1.5 * RATE, abs=0.1 * RATE)


async def test_a_button_that_is_only_touched(made: Made, address: str) -> None:
    """What is too short to be speech is answered, and not asked of the ear."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await ask(socket, {"type": "begin", "mode": "talk"})
        await socket.send(sound((0.1, 4000)))
        heard = await ask(socket, {"type": "end"})

    assert (heard["type"], heard["mode"]) == ("unsure", "talk")
    assert made.ear.heard == []


FREE = {"phrase": "search for", "value": "text", "free": True}


@pytest.fixture
def deaf(made: Made) -> None:
    """Let no grammar hear anything."""
    made.ear.guess = None


async def test_what_follows_a_free_phrase_is_written_down(
    made: Made, address: str, deaf: None
) -> None:
    """What no grammar holds is a command where such a phrase begins it."""
    made.scribe.name = "search for piano lessons"
    async with greeted(made, address) as socket:
        await ask(socket, {**FORMS, "forms": [*FORMS["forms"], FREE]})
        await ask(socket, {"type": "begin", "mode": "talk"})
        await socket.send(sound((0.5, 4000)))
        heard = await ask(socket, {"type": "end"})
        made.scribe.name = "yesterday we had lovely weather"
        await ask(socket, {"type": "begin", "mode": "talk"})
        await socket.send(sound((0.5, 4000)))
        talk = await ask(socket, {"type": "end"})

    assert (heard["type"], heard["said"]) == ("heard", "search for piano lessons")
    assert (talk["type"], talk["said"]) == ("unsure", "")


async def test_without_free_phrases_nothing_is_written_down(
    made: Made, address: str, deaf: None
) -> None:
    """Nobody writes down what is no command."""
    made.scribe.name = "search for piano lessons"
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await ask(socket, {"type": "begin", "mode": "talk"})
        await socket.send(sound((0.5, 4000)))
        heard = await ask(socket, {"type": "end"})

    assert heard["type"] == "unsure"
    assert "a transcriber is loaded" not in {event for _, event, _ in made.log.lines}


async def test_dictated_is_text(made: Made, address: str, deaf: None) -> None:
    """What is no form is text; it is told who writes it, and how well."""
    made.scribe.name = "dear anna"
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        begun = await ask(socket, {"type": "begin", "mode": "dictate-talk", "language": "en"})
        await socket.send(sound((0.5, 4000)))
        text = await ask(socket, {"type": "end"})

    assert begun == {
        "type": "listening",
        "mode": "dictate-talk",
        "by": "dear anna",
        "limits": "It writes its name.",
    }
    assert (text["type"], text["said"], text["mode"]) == ("text", "dear anna", "dictate-talk")


async def test_dictated_commands_are_commands(made: Made, address: str) -> None:
    """What surely is a form is none of the text."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await ask(socket, {"type": "begin", "mode": "dictate-talk"})
        await socket.send(sound((0.5, 4000)))
        heard = await ask(socket, {"type": "end"})

    assert (heard["type"], heard["said"], heard["mode"]) == ("heard", "next tab", "dictate-talk")


async def test_a_language_nobody_writes(made: Made, address: str) -> None:
    """It is said, and the stream goes on."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        answer = await ask(socket, {"type": "begin", "mode": "dictate", "language": "xx"})
        ready = await ask(socket, {**FORMS, "id": 2})

    assert (answer["type"], "xx" in answer["reason"]) == ("cannot", True)
    assert ready == {"type": "ready", "id": 2}


async def test_the_grammar_goes_with_who_asked_for_it(made: Made, address: str) -> None:
    """New forms replace the old, and none are left when the client has gone."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await ask(socket, {**FORMS, "id": 2, "forms": [{"phrase": "help"}]})
        (grammar,) = made.ear.grammars.values()
        assert grammar.words() == {"help"}
    assert await asyncio.to_thread(made.ear.forgotten.wait, 5)

    assert made.ear.grammars == {}


async def test_an_ear_that_breaks_down(made: Made, address: str) -> None:
    """It is told in place of what was said, and the next is heard."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        told = []
        for made.ear.broken in (True, False):
            await ask(socket, {"type": "begin", "mode": "talk"})
            await socket.send(sound((0.5, 4000)))
            told.append(await ask(socket, {"type": "end"}))

    assert (told[0]["type"], told[0]["mode"]) == ("lost", "talk")
    assert told[0]["reason"] == "It broke down."
    assert (told[1]["type"], told[1]["said"]) == ("heard", "next tab")


@pytest.mark.parametrize(
    "message",
    [
        "no JSON",
        "[]",
        json.dumps({"type": "sing"}),
        json.dumps({"type": "begin", "mode": "open"}),
        json.dumps({"type": "forms", "id": 1, "forms": "all"}),
        json.dumps({"type": "forms", "id": 1, "forms": []}),
        json.dumps({"type": "forms", "id": 1, "forms": [{"phrase": "a" * 300}]}),
        json.dumps({"type": "forms", "id": 1, "forms": [{"phrase": "tab", "value": "colour"}]}),
        json.dumps({"type": "forms", "id": 1, "forms": [{"phrase": "tab", "names": [1]}]}),
        json.dumps({"type": "forms", "id": 1, "forms": [{"phrase": "図書館"}]}),
        json.dumps({"type": "forms", "id": 1, "forms": [{"phrase": "find", "free": "yes"}]}),
        json.dumps({"type": "begin", "mode": "sing"}),
    ],
)
async def test_what_is_no_message(made: Made, address: str, message: str) -> None:
    """Who sends what cannot be used is told why, and let go; the server goes on."""
    async with greeted(made, address) as socket:
        await socket.send(message)
        problem = json.loads(await socket.recv())
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    async with greeted(made, address) as socket:
        assert (await ask(socket, FORMS))["type"] == "ready"

    assert problem["type"] == "problem"
    assert problem["reason"]
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008


async def test_too_much_sound_at_once(made: Made, address: str) -> None:
    """A piece that no microphone sends is refused, and others are heard."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await ask(socket, {"type": "begin", "mode": "talk"})
        await socket.send(bytes(70_000))
        problem = json.loads(await socket.recv())

    assert problem["type"] == "problem"
    assert made.ear.heard == []


async def test_names_that_a_page_has_cut(made: Made, address: str) -> None:
    """Half a character, or a name without end, harms nothing."""
    names = ["Smile \ud83d", "la " * 500, "Sign in"]
    form = {"phrase": "click on", "value": "text", "names": names}
    async with greeted(made, address) as socket:
        assert (await ask(socket, {**FORMS, "forms": [form]}))["type"] == "ready"
    (grammar,) = made.ear.learned

    assert grammar.text("click on smile") == "click on Smile "
    assert grammar.words() == {"click", "on", "smile", "sign", "in"}


async def test_sound_before_it_is_asked_for(made: Made, address: str) -> None:
    """Sound that was on its way when the microphone was closed is passed over."""
    async with greeted(made, address) as socket:
        await ask(socket, FORMS)
        await socket.send(sound((1, 4000)))
        assert await ask(socket, {**FORMS, "id": 3}) == {"type": "ready", "id": 3}

    assert made.ear.heard == []

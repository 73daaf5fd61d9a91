"""What fuzzing begins with: a few whole files of each kind, and a few that ask for much."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from server.adapters.language_texts import sampled_timbres
from server.core.dictionary.forms import Form
from server.core.dictionary.languages import LanguageFile
from server.core.dictionary.words import word_of
from server.core.session_file import write_session
from tests.fixtures.smf_bytes import SECOND, header, meta, off, on, scale, track

ROOT = Path(__file__).parents[2]
MOST = 60_000
"""Bytes of a file that is cut to be a seed: what is short is tried more often."""
DEEP = b"[" * 5_000
LONG_NUMBER = b"9" * 5_000
DATE = b"<pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate></item></channel></rss>"
PART = b"--b\r\nContent-Disposition: form-data; name="
HOSTILE = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0" * 64,
    DEEP,
    b"a = " + DEEP,
    b"a = " + b"{a=" * 3_000,
    b"a = " + LONG_NUMBER,
    b"a = 0x" + LONG_NUMBER,
    b"a = 9999-99-99",
    b"a = 1e99999",
    b"a = nan",
    b"[[word]]\n" * 1_500,
    b"a." * 3_000 + b"a = 1",
    b'{"a":' * 5_000,
    b'{"segments": ' + LONG_NUMBER + b"}",
    b"[" + LONG_NUMBER + b"]",
    b'{"segments": [{"start": NaN, "end": 1e999, "text": "a"}]}',
    b'"' * 5_000,
    b"-->" * 5_000,
)
"""What some reader of text or JSON breaks on, if none of ours."""


def _texts(*places: str) -> list[bytes]:
    found = [path for place in places for path in sorted(ROOT.glob(place))]
    return [path.read_bytes()[:MOST] for path in found]


def midi() -> Iterable[bytes]:
    """Give recordings, plain and of sessions."""
    yield header() + track(SECOND, scale(60, 64, 67), meta(1, b"take 1"))
    yield header(1, 2) + track(SECOND) + track(meta(3, b"Piano"), on(60), off(60, 480))
    old = b"".join(b"\0\xc0\x05" + on(key, 10) + off(key, 90) for key in (21, 60, 64, 107))
    yield header(0, 1, 100) + track(SECOND, old)
    entries = [
        {"at": 0, "type": "midi", "bytes": [0x90, 60, 64]},
        {"at": 100, "type": "midi", "bytes": [0x80, 60, 0]},
        {"at": 120, "type": "word", "command": "tab.next"},
    ]
    yield write_session({"format": 1}, entries)
    yield from HOSTILE


def languages() -> Iterable[bytes]:
    """Give the shipped languages and the commands."""
    return [*_texts("languages/*.toml"), *HOSTILE]


def people() -> Iterable[bytes]:
    """Give the languages of people."""
    return [*(text[:8_000] for text in _texts("languages/people/*.toml")), *HOSTILE]


def sounds() -> Iterable[bytes]:
    """Give the shipped sounds."""
    return [*_texts("languages/sounds.toml"), *HOSTILE]


@cache
def timbres() -> dict[str, list[int]]:
    """Give what is sampled."""
    return sampled_timbres(ROOT / "extension" / "sounds" / "samples.json")


def personas() -> Iterable[bytes]:
    """Give a file of two."""
    told = b'[personas.Ada]\nmanner = "Be short."\nsites = ["example.org"]\nsampling.seed = 1\n'
    return [told, told + told.replace(b"Ada", b'"Grace H."'), *HOSTILE]


def prompts() -> Iterable[bytes]:
    """Give the shipped prompts."""
    return [*_texts("config/prompts.toml"), *HOSTILE]


def settings() -> Iterable[bytes]:
    """Give every setting with its default."""
    return [*_texts("config/rubato.toml"), b'port = "x"\nhost = 3\nvoice = ["a"]\n', *HOSTILE]


def dotenv() -> Iterable[bytes]:
    """Give lines of NAME=value."""
    return [b"PORT=9000\nRUBATO_VOICE='a b' # no\n\nexport X=1\n", *HOSTILE]


def dictionary(form: Form) -> Callable[[], Iterable[bytes]]:
    """Give a language in a form."""

    def made() -> Iterable[bytes]:
        told: list[dict[str, object]] = [
            {"keys": "1 2", "says": ["ace"], "meanings": [{"text": "a serve", "part": "noun"}]},
            {"keys": [1, 5], "chord": True, "meanings": ["out"], "commands": ["tab.next"]},
        ]
        words = tuple(word_of(one) for one in told)
        yield form.write(LanguageFile("tennis", 1, "Of tennis.", "", words)).encode()
        yield b'{"WORDS": {"1-2": "ace"}, "1/2": "x"}'
        yield from HOSTILE

    return made


def transcripts() -> Iterable[bytes]:
    """Give one in each form."""
    segments = [{"id": 0, "start": 0.5, "end": 2.0, "text": "Good morning."}]
    return [
        b"1\n00:00:00,500 --> 00:00:02,000\nGood day.\n\n2\n00:00:03,000 --> 00:00:04,000\nAh\n",
        b"WEBVTT\n\nNOTE x\n\na\n00:00.500 --> 00:02.000 align:start\n<v Ann>Good <b>day</b>\n",
        b"0:00.5 Good morning.\n1:02:03 It rains.\n",
        json.dumps({"segments": segments, "text": "Good morning."}).encode(),
        *HOSTILE,
    ]


def feeds() -> Iterable[bytes]:
    """Give one of RSS and one of Atom."""
    return [
        b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>a</title><link>/a</link>'
        + DATE,
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/></entry></feed>',
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
        *HOSTILE,
    ]


def forms() -> Iterable[bytes]:
    """Give a form with a file."""
    return [
        PART
        + b'"model"\r\n\r\nx\r\n'
        + PART
        + b'"file"; filename="a.wav"\r\n\r\nRIFF\r\n--b--\r\n',
        *HOSTILE,
    ]


def takes() -> Iterable[bytes]:
    """Give marks of takes in writing, and by hand."""
    return [b"Take 1 0:10 - 0:20 a\n2. 1:00\n", b"1:05.5-2:10", b"65.5-130", *HOSTILE]

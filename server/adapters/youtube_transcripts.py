"""What is said in a YouTube video, with its times, by the subtitles that YouTube itself shows.

https://github.com/jdepoix/youtube-transcript-api asks as YouTube's own player does: no key, no
account, and the video itself is not loaded. It is led through a session that knows no other site.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import youtube_transcript_api as theirs
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError
from requests.adapters import HTTPAdapter

from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.library.blocks import Found, tidied
from server.core.library.subtitles import said
from server.core.library.videos import watched_at
from server.core.transcript_reading import Line

SITE = "https://www.youtube.com"
STEP = 15.0
"""Seconds to connect, and between two pieces of an answer."""
MOST_BYTES = 20_000_000
NOISE = re.compile(r"[\[(♪][^\])♪]*[\])♪]?")
"""[Music]: what is heard and not said, on a line of its own."""
BY_MACHINE = "YouTube's machine wrote these subtitles; names may be misheard."
EMPTY = "YouTube gave no subtitles this time; try again in some minutes."
STRANGE = "YouTube answers in a way that is not understood; a newer youtube-transcript-api may."

PROBLEMS: Final[Sequence[tuple[type[Exception], type[RubatoError], str]]] = (
    (
        theirs.TranscriptsDisabled,
        InvalidError,
        "This video has no subtitles. Load its file instead: what is said is written down here.",
    ),
    (theirs.VideoUnavailable, InvalidError, "YouTube has no such video, or no longer."),
    (theirs.InvalidVideoId, InvalidError, "YouTube has no such video."),
    (theirs.AgeRestricted, InvalidError, "YouTube shows this video to signed-in adults only."),
    (
        theirs.RequestBlocked,
        UnavailableError,
        "YouTube gives this network no more subtitles for now; try again in some hours.",
    ),
    (
        theirs.PoTokenRequired,
        UnavailableError,
        "YouTube gives the subtitles of this video to its own player only.",
    ),
    (theirs.YouTubeRequestFailed, UnavailableError, "YouTube did not answer; try again later."),
    (requests.RequestException, UnavailableError, "YouTube cannot be reached; is there a network?"),
    (ParseError, UnavailableError, EMPTY),
    (DefusedXmlException, UnavailableError, EMPTY),
    (theirs.CouldNotRetrieveTranscript, UnavailableError, STRANGE),
    # What it does not look at before it takes it apart.
    (AttributeError, UnavailableError, STRANGE),
    (LookupError, UnavailableError, STRANGE),
    (TypeError, UnavailableError, STRANGE),
    (ValueError, UnavailableError, STRANGE),
)
"""What it raises, and what we make of it; the first that fits."""


class _OneSite(HTTPAdapter):
    """Reaches YouTube and nothing else, and takes no more than so much."""

    def __init__(self, site: str) -> None:
        super().__init__()
        self._site = site

    def send(self, request: requests.PreparedRequest, *_: Any, **more: Any) -> requests.Response:
        """Send a request; one that leads elsewhere, by a redirect too, is refused."""
        parts = urlsplit(str(request.url))
        host = parts.hostname or ""
        if parts.scheme != "https" or not (host == "youtube.com" or host.endswith(".youtube.com")):
            raise requests.exceptions.InvalidURL(f"{host} is not YouTube")
        request.url = f"{self._site}{parts.path}?{parts.query}"
        answer = super().send(request, **more | {"stream": True, "timeout": STEP, "proxies": {}})
        gathered = bytearray()
        for piece in answer.iter_content(65_536):
            gathered += piece
            if len(gathered) > MOST_BYTES:
                raise requests.exceptions.ContentDecodingError("it is too long")
        # requests has no limit of its own; this is where it keeps what it has read.
        answer._content = bytes(gathered)
        return answer


class YouTubeTranscripts:
    """Gives transcripts; each call has a session of its own."""

    def __init__(self, site: str = SITE) -> None:
        """Ask YouTube, or what a test has in its place."""
        self._site = site

    def transcript(self, video: str) -> Found:
        """Give what is said in a video, in the language that is spoken; raises why it is not."""
        with requests.Session() as session:
            session.trust_env = False
            session.adapters.clear()
            for scheme in ("https://", "http://"):
                session.mount(scheme, _OneSite(self._site))
            return _explained(lambda: _found(session, video))


def _found(session: requests.Session, video: str) -> Found:
    offered = list(theirs.YouTubeTranscriptApi(http_client=session).list(video))
    chosen = _spoken(offered)
    lines = _lines(chosen.fetch().snippets)
    blocks = tidied(said(lines)) if lines else ()
    if not blocks:
        raise InvalidError("The subtitles of this video hold no words.")
    notes = (BY_MACHINE,) if chosen.is_generated else ()
    return Found(_title(session, video), blocks, chosen.language_code[:2].lower(), notes)


def _spoken(offered: Sequence[theirs.Transcript]) -> theirs.Transcript:
    """Choose what is in the language that is spoken, and of that what a person wrote.

    A machine writes down what it hears, so its language is the one spoken; subtitles by people in
    other languages are translations then.
    """
    heard = next((one for one in offered if one.is_generated), None)
    written = [one for one in offered if not one.is_generated]
    if heard is None:
        return written[0]
    language = heard.language_code[:2]
    return next((one for one in written if one.language_code[:2] == language), heard)


def _lines(snippets: Sequence[theirs.FetchedTranscriptSnippet]) -> tuple[Line, ...]:
    """Give lines; each is shown until the next one comes, which may be before it ends."""
    kept = [one for one in snippets if one.text.strip() and not NOISE.fullmatch(one.text.strip())]
    begins = [round(one.start * 1000) for one in kept]
    ends = [round((one.start + one.duration) * 1000) for one in kept]
    following = [*begins[1:], *ends[-1:]]
    return tuple(
        Line(0, begin, max(begin, min(end, after)), " ".join(one.text.split()))
        for one, begin, end, after in zip(kept, begins, ends, following, strict=True)
    )


def _title(session: requests.Session, video: str) -> str:
    """Give the title as YouTube tells it to whoever embeds the video; empty where it does not."""
    asked = {"url": watched_at(video), "format": "json"}
    try:
        return str(session.get(f"{SITE}/oembed", params=asked).json()["title"])
    except (requests.RequestException, ValueError, KeyError, TypeError):
        return ""


def _explained(work: Callable[[], Found]) -> Found:
    """Raise our errors for theirs; `VideoUnplayable` says why itself."""
    try:
        return work()
    except theirs.VideoUnplayable as error:
        raise InvalidError(
            f"YouTube does not show this video: {error.reason or 'no reason'}."
        ) from error
    except tuple(kind for kind, _, _ in PROBLEMS) as error:
        _, ours, why = next(row for row in PROBLEMS if isinstance(error, row[0]))
        raise ours(why) from error

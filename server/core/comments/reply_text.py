"""A reply as it is sent: what of an answer the owner's own documents carry, with links to seconds.

Whatever a comment made a model say, a sentence goes out only where a passage of the owner's carries
it, and no address goes out but those of his own videos, which are written here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core.chat.citations import MARK
from server.core.chat.cleaning import cleaned
from server.core.chat.inquiries import Cite, Inquiry, Told
from server.core.chat.wording import content_words, share
from server.core.library.blocks import UNSEEN
from server.core.library.times import clock_time

LONGEST = 10_000
"""Characters of a comment on YouTube, counted as UTF-16 does."""
ALMOST = 0.6
"""Share of what the best quote says of a question that another must say."""
MOST_LINKS = 2
"""Of one sentence."""
SURE = 0.25
"""Share of a sentence's words in a quote that tells its place."""
SHORT = 60_000
"""Ms of a passage that is short."""
NEAR = 5
"""Seconds within which two places of a video are one."""

INTROS: Mapping[str, str] = {
    "en": "From my videos and notes:",
    "de": "Aus meinen Videos und Notizen:",
}
"""What stands before quotes, where no model answered."""

MARKDOWN = re.compile(r"\*\*|__|`+|^\s{0,3}#{1,6}\s+|^\s{0,3}>\s?", re.M)
HOST = re.compile(r"(?<=[\w-])\.(?=[^\W\d_]{2})")
"""A dot that makes a link of the words around it: YouTube links every host."""
SIGN = re.compile(r"(?<!\w)[@#](?=[^\W\d_])")
"""What calls somebody, or makes a link of a word."""


@dataclass(frozen=True, slots=True)
class Place:
    """A second of a video of the channel's."""

    video: str
    second: int

    def told(self, here: str) -> str:
        """Write it for a comment on the video `here`: YouTube makes a link of both forms."""
        if self.video == here:
            return clock_time(1000 * self.second)
        return f"https://youtu.be/{self.video}?t={self.second}"


def plain(text: str) -> str:
    """Take from a text what is markup, an address, or calls somebody; its words stay."""
    bare = MARKDOWN.sub("", cleaned(MARK.sub("", UNSEEN.sub("", text))))
    # Taking one away may bring another to the fore.
    while (less := SIGN.sub("", cleaned(bare))) != bare:
        bare = less
    return HOST.sub(". ", bare).strip()


def reply_text(
    inquiry: Inquiry, here: str, videos: Mapping[int, str], disclosure: str, language: str
) -> str:
    """Write the reply to a comment on the video `here`; empty where nothing of it is carried.

    `videos`: by the numbers of the sources, the ids of those public videos that they are cuts of.
    """
    sentences = _sentences(inquiry, here, videos)
    if not sentences:
        return ""
    intro = "" if inquiry.model else INTROS.get(language, INTROS["en"])
    return _fitting(intro, sentences, disclosure.strip())


def _sentences(inquiry: Inquiry, here: str, videos: Mapping[int, str]) -> list[str]:
    """Give the sentences that are carried, each with its links, and a break where there was one."""
    found: list[str] = []
    before: Told | None = None
    answering = _answering(inquiry)
    for at, claim in enumerate(inquiry.claims):
        said = plain(claim.text)
        if at not in answering or not said:
            continue
        places = [one.told(here) for one in _places(inquiry, at, videos)]
        told = f"{said} ({', '.join(places)})" if places else said
        gap = inquiry.answer[before.end : claim.start] if before else ""
        found.append(("\n" if "\n" in gap else " " if before else "") + told)
        before = claim
    return found


def _answering(inquiry: Inquiry) -> frozenset[int]:
    """Tell which sentences are carried, and of quotes, which say most of what was asked."""
    carried = {at: one for at, one in enumerate(inquiry.claims) if one.carried}
    if inquiry.model or not carried:
        return frozenset(carried)
    wanted = content_words(inquiry.question)
    shares = {at: share(wanted, content_words(one.text)) for at, one in carried.items()}
    least = ALMOST * max(shares.values())
    return frozenset(at for at, held in shares.items() if held >= least)


def _places(inquiry: Inquiry, claim: int, videos: Mapping[int, str]) -> list[Place]:
    """Give the seconds that carry a sentence, those first that carry most of it.

    Where no quote shares its words, as of documents in another language than the reply, the
    beginning of a short passage is near enough.
    """
    quotes = [
        (quote, source)
        for source in inquiry.sources
        for quote in source.quotes
        if quote.claim == claim and source.number in videos
    ]
    sure = sorted((one for one in quotes if one[0].share >= SURE), key=lambda one: -one[0].share)
    told = [(source, quote.at_ms) for quote, source in sure] or [
        (source, source.from_ms) for _, source in quotes if _short(source)
    ]
    found: list[Place] = []
    for place in (
        Place(videos[source.number], ms // 1000) for source, ms in told if ms is not None
    ):
        if not any(_same(place, other) for other in found):
            found.append(place)
    return found[:MOST_LINKS]


def _short(source: Cite) -> bool:
    begin, end = source.from_ms, source.to_ms
    return begin is not None and end is not None and end - begin <= SHORT


def _same(place: Place, other: Place) -> bool:
    return place.video == other.video and abs(place.second - other.second) <= NEAR


def _fitting(intro: str, sentences: Sequence[str], disclosure: str) -> str:
    """Put as many whole sentences together as YouTube takes; none is cut."""
    end = f"\n\n{disclosure}" if disclosure else ""
    text = f"{intro}\n" if intro else ""
    room = LONGEST - length(text) - length(end)
    kept = ""
    for sentence in sentences:
        if length(kept + sentence) > room:
            break
        kept += sentence
    return f"{text}{kept.strip()}{end}" if kept.strip() else ""


def length(text: str) -> int:
    """Count characters as YouTube does: those of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

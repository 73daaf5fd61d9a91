"""Why a comment is not answered: the reasons, and what can be told from the comment alone."""

from dataclasses import dataclass

from server.core.comments.comment import Comment, Moderation


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason."""

    told: str
    """A sentence for the owner."""
    final: bool = False
    """It stands against the owner's wish, too: no answer could be given, or nobody would read it,
    or there is one."""
    setting: str = ""
    """The setting that is the reason: where it changes, the comment is open again."""


REASONS: dict[str, Reason] = {
    "own": Reason("It is your own.", final=True),
    "held": Reason("YouTube holds it for review.", final=True),
    "spam": Reason("YouTube takes it for spam.", final=True),
    "rejected": Reason("It was rejected on YouTube.", final=True),
    "gone": Reason("It is deleted.", final=True),
    "nobody": Reason("Its author is deleted, and would not read an answer.", final=True),
    "empty": Reason("It says nothing in words."),
    "channel": Reason("It is on the channel, and on no video."),
    "closed": Reason("No reply can be made in its thread.", final=True),
    "private": Reason("Its video is private or gone.", final=True),
    "answered": Reason("You answered it by hand.", final=True),
    "talk": Reason("It speaks to another viewer."),
    "continued": Reason("Its author went on in a later comment, which stands for both."),
    "turns": Reason(
        "Its thread was answered as often as youtube_turns says.", setting="youtube_turns"
    ),
    "question": Reason("It is no question.", setting="youtube_questions_only"),
    "late": Reason("It came after its video was done.", setting="youtube_reopen"),
    "share": Reason("It is not in the share that is answered.", setting="youtube_pick"),
    "unknown": Reason("Nothing in your videos and notes answers it."),
}
"""By the words under which they are stored; an owner may open what is not final."""

HELD: dict[Moderation, str] = {
    "heldForReview": "held",
    "likelySpam": "spam",
    "rejected": "rejected",
}

ASKING = frozenset(
    {
        *("how", "what", "why", "when", "where", "which", "who", "whose", "whom"),
        *("wie", "was", "warum", "wieso", "weshalb", "wann", "wo", "wohin", "woher", "wer", "wen"),
        *("wem", "welche", "welcher", "welches", "welchen"),
        *("comment", "pourquoi", "quand", "quel", "quelle", "qui", "où"),
        *("cómo", "qué", "cuándo", "dónde", "cuál", "quién"),
    }
)
"""Words that begin a question in English, German, French and Spanish."""
BEGINNINGS = (
    *("can you", "could you", "would you", "will you", "do you", "did you", "are you", "is it"),
    *("is there", "is that", "does it", "should i", "may i", "please explain", "please show"),
    *("kannst du", "könntest du", "können sie", "könnten sie", "hast du", "haben sie", "gibt es"),
    *("ist das", "ist es", "spielst du", "soll ich", "sollte ich", "darf ich", "bitte zeig"),
)
MARKS = "?？؟՞\u037e"
"""What ends a question; the last is Greek (U+037E), which looks like a semicolon."""


def alone(comment: Comment, *, ours: bool) -> str:
    """Give the reason that a comment alone gives, or nothing."""
    if ours:
        return "own"
    if comment.moderation in HELD:
        return HELD[comment.moderation]
    if not comment.author.channel:
        return "nobody"
    if not comment.video:
        return "channel"
    return "" if any(map(str.isalnum, comment.text)) else "empty"


def is_question(text: str) -> bool:
    """Tell whether a text asks, by its marks or by how a sentence of it begins."""
    if any(mark in text for mark in MARKS):
        return True
    plain = text.casefold()
    for end in ".!\n…":
        plain = plain.replace(end, "\n")
    return any(_asks(sentence) for sentence in plain.split("\n"))


def _asks(sentence: str) -> bool:
    words = [word.strip(",:;-–'\"()") for word in sentence.split()]
    while words and (words[0].startswith("@") or not words[0]):
        words = words[1:]
    begun = " ".join(words)
    return bool(words) and (words[0] in ASKING or begun.startswith(BEGINNINGS))


def told(reason: str) -> str:
    """Say a stored reason in a sentence; one of another version as it stands."""
    return REASONS[reason].told if reason in REASONS else reason

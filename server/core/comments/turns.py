"""A thread as one conversation: which of its comments are ours to answer, and why others not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.core.comment_ports import CommentKept
from server.core.comments.comment import Comment
from server.core.comments.outbox import ENDED, Reply, may_be_there
from server.core.comments.plain import folded
from server.core.comments.skipping import REASONS, alone, is_question


@dataclass(frozen=True, slots=True)
class Rules:
    """What the owner set."""

    turns: int = 3
    questions_only: bool = False


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for case, width, blanks and what is unseen."""
    return _seen(one) == _seen(other)


def _seen(text: str) -> str:
    return folded("".join(letter for letter in text if letter.isprintable() or letter.isspace()))


def by_job(thread: Sequence[CommentKept], replies: Sequence[Reply]) -> frozenset[str]:
    """Give the ids of our own comments in a thread that this job sent, or may have sent."""
    ids = {reply.sent_as for reply in replies if reply.sent_as}
    unsettled = [reply.text for reply in replies if may_be_there(reply)]
    for one in thread:
        if one.ours and any(same_text(one.comment.text, text) for text in unsettled):
            ids.add(one.comment.id)
    return frozenset(ids)


def judged(
    thread: Sequence[CommentKept],
    sent: Collection[str],
    rules: Rules,
    *,
    can_reply: bool = True,
    late: bool = False,
    fresh: Collection[str] | None = None,
) -> Mapping[str, str]:
    """Give for each comment why it is not answered; empty: it is open.

    `thread`: the oldest first. `sent`: our own comments that this job sent; others were made by
    hand. `late`: new comments come too late for their video. `fresh`: those never judged as they
    read now (none given: all); what was judged keeps its reason, and what is open, or was opened by
    the owner, closes for a final reason only.
    """
    new = {one.comment.id for one in thread} if fresh is None else fresh
    found: dict[str, str] = {}
    for place, one in enumerate(thread):
        reason = _reason(thread, place, sent, can_reply)
        if one.comment.id in new:
            soft = "late" if late else _wished(thread, place, rules)
            found[one.comment.id] = reason or soft
        elif reason and REASONS[reason].final and one.skipped in {"", "continued"}:
            found[one.comment.id] = reason
        else:
            found[one.comment.id] = one.skipped
    return found


def spoken(thread: Sequence[CommentKept]) -> int:
    """Count our turns in a thread: what we wrote, and what is about to be sent."""
    waiting = [one.reply for one in thread if one.reply and one.reply.state not in ENDED]
    written = {one.comment.id for one in thread if one.ours}
    unlisted = [
        one.reply
        for one in thread
        if one.reply and one.reply.state == "sent" and one.reply.sent_as not in written
    ]
    return len(written) + len(waiting) + len(unlisted)


def _reason(
    thread: Sequence[CommentKept], place: int, sent: Collection[str], can_reply: bool
) -> str:
    """Give the reason that holds whatever the owner set."""
    one = thread[place]
    told = alone(one.comment, ours=one.ours)
    if told:
        return told
    if any(after.ours and after.comment.id not in sent for after in thread[place + 1 :]):
        return "answered"
    return "" if can_reply else "closed"


def _wished(thread: Sequence[CommentKept], place: int, rules: Rules) -> str:
    """Give the reason that lies in the talk, or in the settings."""
    if not _to_us(thread, place):
        return "talk"
    if _goes_on(thread, place):
        return "continued"
    if rules.questions_only and not is_question(_run(thread, place)):
        return "question"
    return "turns" if spoken(thread) >= rules.turns else ""


def _to_us(thread: Sequence[CommentKept], place: int) -> bool:
    """Tell whether a comment speaks to us: it begins the thread, or follows what we wrote."""
    comment = thread[place].comment
    if not comment.is_reply:
        return True
    if _names_another(comment, thread):
        return False
    first = thread[0].comment
    ours_before = any(one.ours for one in thread[:place])
    return ours_before or comment.author.channel == first.author.channel


def _names_another(comment: Comment, thread: Sequence[CommentKept]) -> bool:
    if not comment.text.lstrip().startswith("@"):
        return False
    begun = folded(comment.text).removeprefix("@")
    named = [(one.ours, folded(one.comment.author.name).removeprefix("@")) for one in thread]
    meant = [(len(name), ours) for ours, name in named if name and begun.startswith(name)]
    return bool(meant) and not max(meant)[1]


def _goes_on(thread: Sequence[CommentKept], place: int) -> bool:
    """Tell whether the same author wrote more, with nothing of ours between."""
    mine = thread[place].comment.author.channel
    for after in thread[place + 1 :]:
        if after.ours or after.reply is not None:
            return False
        theirs = after.comment.author.channel == mine
        if (
            theirs
            and not alone(after.comment, ours=False)
            and not _names_another(after.comment, thread)
        ):
            return True
    return False


def _run(thread: Sequence[CommentKept], place: int) -> str:
    """Give what an author said in a row, up to this comment."""
    mine = thread[place].comment.author.channel
    said: list[str] = []
    for one in reversed(thread[: place + 1]):
        if one.ours:
            break
        if one.comment.author.channel == mine:
            said.append(one.comment.text)
    return "\n".join(reversed(said))

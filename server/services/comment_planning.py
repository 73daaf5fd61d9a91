"""Plans replies: picks open comments, has the chat answer them, and puts the answers in the outbox.

In the mode `review` a reply waits there for the owner; in `auto` it is to be sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from server.core.comment_ports import CommentKept, Draft, Drafting, Sought
from server.core.comments.comment import Comment
from server.core.comments.outbox import Reply
from server.core.comments.picking import Picked, latest, shared
from server.core.comments.skipping import REASONS, told
from server.core.comments.turns import by_job, judged, spoken
from server.core.errors import InvalidError, RubatoError
from server.core.step.task import Bounds, Progress
from server.services.comment_desk import Desk

LONGEST = 10_000
"""Characters of a comment on YouTube."""
FAILURES = 3
"""So many comments in a row of which the server made nothing, and it is let be."""
PAGE = 500
ANSWERED_FROM = frozenset({"public", "unlisted"})


@dataclass(slots=True)
class Planned:
    """What a step planned."""

    drafted: int = 0
    skipped: int = 0
    failed: int = 0
    error: str = ""
    """Why it was given up."""
    lines: list[str] = field(default_factory=list)


class Planning:
    """Makes replies."""

    def __init__(self, desk: Desk, drafting: Drafting) -> None:
        self._desk, self._drafting = desk, drafting

    def pick(self, most: int) -> Picked:
        """Pick what is answered now."""
        conduct = self._desk.conduct
        if conduct.share:
            every = [one.comment for one in self._open()]
            kept = self._desk.comments.counts()["comments"]
            return shared(every, most, kept, self._desk.me.id)
        found: list[Comment] = []
        for one in self._open():
            if len(found) > most:
                break
            found.append(one.comment)
        return latest(found, most)

    def _open(self) -> Iterator[CommentKept]:
        """Give the open comments on videos of which it is time, the newest first."""
        now = self._desk.clock()
        due = {
            one.video.id
            for one in self._desk.comments.videos()
            if one.due <= now and one.video.privacy in ANSWERED_FROM
        }
        before: str | None = None
        while page := self._desk.comments.comments(
            Sought(open_only=True, before=before, limit=PAGE)
        ):
            yield from (one for one in page if one.comment.video in due)
            before = page[-1].comment.id

    def run(self, bounds: Bounds, progress: Progress) -> Planned:
        """Pick and draft; a comment of which nothing comes is a line, and the next one follows."""
        picked = self.pick(self._desk.conduct.a_step)
        done = Planned(lines=[picked.why] if picked.comments else [])
        for one in picked.left:
            self._desk.comments.skip(one.id, "share")
            done.skipped += 1
        in_row = 0
        for number, comment in enumerate(picked.comments):
            if not bounds.left() or in_row == FAILURES:
                break
            progress(number, len(picked.comments), "drafts")
            failed = done.failed
            self._plan(comment, bounds, done)
            in_row = in_row + 1 if done.failed > failed else 0
        if in_row == FAILURES:
            done.error = f"The server answered none of {FAILURES} comments in a row; see above."
        return done

    def _plan(self, comment: Comment, bounds: Bounds, done: Planned) -> None:
        reason = self._closed(comment)
        if reason:
            self._skip(comment, reason, told(reason), done)
            return
        bounds.count()
        try:
            draft = self._drafting.draft(comment.id)
            self._keep(comment, draft, done)
        except InvalidError as error:
            # It says that this comment is at fault, and not the server.
            self._skip(comment, "unknown", str(error), done)
        except RubatoError as error:
            done.failed += 1
            done.lines.append(f"{comment.id}: no answer. {error}")

    def _closed(self, comment: Comment) -> str:
        """Look at the thread as it is kept now: what was answered meanwhile is open no more."""
        thread = self._desk.comments.thread(comment.thread)
        sent = by_job(thread, self._desk.outbox.thread(comment.thread))
        looked = self._desk.comments.thread_kept(comment.thread)
        can_reply = looked is None or looked.can_reply
        reason = judged(thread, sent, self._desk.conduct.rules, can_reply=can_reply, fresh=())
        if reason.get(comment.id, "gone"):
            return reason.get(comment.id, "gone")
        return "turns" if spoken(thread) >= self._desk.conduct.turns else ""

    def _keep(self, comment: Comment, draft: Draft, done: Planned) -> None:
        if draft.refused:
            self._skip(comment, "unknown", draft.refused, done)
            return
        if not draft.text.strip():
            done.failed += 1
            done.lines.append(f"{comment.id}: the server's answer is empty.")
            return
        held = draft.held or _too_long(draft.text)
        now = self._desk.clock()
        auto = self._desk.conduct.auto and not held
        state = "planned" if auto else "review"
        reply = Reply(
            comment.id,
            comment.thread,
            comment.video,
            draft.text,
            "planned" if auto else "review",
            now,
            now,
            held,
            inquiry=draft.inquiry[:16],
        )
        if self._desk.outbox.add(reply):
            done.drafted += 1
            done.lines.append(f"{comment.id}: {state}. {shortened(draft.text)}")

    def _skip(self, comment: Comment, reason: str, why: str, done: Planned) -> None:
        self._desk.comments.skip(comment.id, reason if reason in REASONS else "unknown")
        done.skipped += 1
        done.lines.append(f"{comment.id}: skipped. {why}")


def _too_long(text: str) -> str:
    if len(text) <= LONGEST:
        return ""
    return f"It has {len(text)} characters; YouTube takes {LONGEST}."


def shortened(text: str, most: int = 80) -> str:
    """Give the beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"

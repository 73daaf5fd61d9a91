"""The task `proposals`: questions worth answering in the next recording session, as a paper."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from server.core.ports import Clock
from server.core.step.ports import Papers, Server
from server.core.step.task import Bounds, Outcome, Progress
from server.core.step.worth_answering import Asked, Proposal, proposals

AT_ONCE = 200
DAYS = 90
"""How far back questions are looked at."""
MOST_ASKED = 5000
MOST = 20
AGAIN = 6 * 3_600_000
"""Ms until they are looked at again: nobody records more often, and all of them are read."""
DAY = 24 * 3_600_000
"""Milliseconds."""
PAPER = "next-session.md"
STATE = "state/proposals.json"
MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~])")


class ProposalsTask:
    """Writes a list of what people asked and the chat could not answer well."""

    name = "proposals"
    caption = "propose questions to answer in your next recording"

    def __init__(self, server: Server, papers: Papers, clock: Clock, since: int | None) -> None:
        self._server, self._papers, self._clock, self._since = server, papers, clock, since

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Look through what was asked, where something is new and the last look is hours ago."""
        before = self._before()
        if self._since is None and 0 <= self._clock() - before.get("at", 0) < AGAIN:
            return Outcome("idle")
        newest = self._newest(bounds)
        if self._since is None and newest == before.get("newest"):
            return Outcome("idle")
        asked = self._asked(bounds, told)
        found = proposals(asked, MOST)
        lines = [f"{one.question} ({', '.join(one.reasons)})" for one in found]
        counts = {"questions": len(asked), "proposals": len(found)}
        if dry:
            return Outcome("done", lines, counts)
        changed = self._papers.write(PAPER, paper(found))
        state = {"at": self._clock(), "newest": newest}
        self._papers.write(STATE, json.dumps(state) + "\n")
        if not changed:
            return Outcome("idle", (), counts)
        return Outcome("done", [f"{PAPER} is written.", *lines[:5]], counts)

    def _before(self) -> dict[str, Any]:
        try:
            found = json.loads(self._papers.read(STATE) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _newest(self, bounds: Bounds) -> dict[str, Any]:
        """Tell the newest inquiry, how the last reviewed was, and the day: what a list hangs on."""
        bounds.count(2)
        newest = self._server.get("/v1/inquiries", {"limit": 1})["inquiries"]
        day = self._clock() // DAY
        reviewed = {"limit": AT_ONCE, "reviewed": (day - 1) * DAY}
        reviews = self._server.get("/v1/inquiries", reviewed)["inquiries"]
        versions = {one["id"]: one["review"]["version"] for one in reviews}
        return {"id": newest[0]["id"] if newest else "", "reviews": versions, "day": day}

    def _asked(self, bounds: Bounds, told: Progress) -> list[Asked]:
        since = self._clock() - DAYS * DAY if self._since is None else self._since
        found: list[Asked] = []
        before = ""
        while bounds.left() and len(found) < MOST_ASKED:
            bounds.count()
            params = {"limit": AT_ONCE, "since": since} | ({"before": before} if before else {})
            some = self._server.get("/v1/inquiries", params)["inquiries"]
            found += [_asked(one) for one in some]
            told(len(found), None)
            if len(some) < AT_ONCE:
                break
            before = some[-1]["id"]
        return found


def _asked(told: dict[str, Any]) -> Asked:
    review = told["review"]
    return Asked(
        told["id"],
        told["conversation"],
        told["user"],
        " ".join(told["question"].split()),
        tuple(told["topics"]),
        told["confidence"],
        review["rating"],
        bool(review["correction"]),
        told["state"] == "failed",
        told["created"],
    )


def paper(found: Sequence[Proposal]) -> str:
    """Write them as Markdown, in which no question can be anything but text."""
    lines = [
        "# For your next recording",
        "",
        "What people asked, and the chat could not answer well; the best first.",
    ]
    for number, one in enumerate(found, 1):
        day = datetime.fromtimestamp(one.last / 1000, UTC).date()
        about = f" · {_text(', '.join(one.topics))}" if one.topics else ""
        lines += [
            "",
            f"{number}. {_text(one.question)}  ",
            f"   {', '.join(one.reasons)} · {day}{about}",
        ]
    if not found:
        lines += ["", "Nothing is open."]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return MARKUP.sub(r"\\\1", text.replace("&", "&amp;"))

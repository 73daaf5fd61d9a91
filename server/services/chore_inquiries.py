"""The task `inquiries`: file what was asked, a file each, then let old ones go on the server.

They are filed first: none goes that has no file.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from server.core.chat.exported import place_of
from server.core.errors import RubatoError
from server.core.ports import Clock
from server.core.step.ports import Inquiries, Papers, Server
from server.core.step.task import Bounds, Outcome, Progress

AT_ONCE = 200
"""Inquiries of one answer of the server."""
OVERLAP = 600_000
"""Ms before the last step that are looked at again: answers end later than their questions began,
and the clock may have been put back."""
STATE = "state/inquiries.json"
SHOWN = 20
"""Lines of a dry run, at most, for each kind of thing."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How far filing came: a list that broke off goes on before `before`, down to `since`."""

    done: int = 0
    """When the newest that is filed was asked, with all before it: ms since 1970, UTC.

    Not when a step ran: the clock may jump in between.
    """
    before: str = ""
    since: int = 0
    newest: int = 0
    """What `done` is once the list that broke off is at its end."""


@dataclass(slots=True)
class _Filed:
    """What one run does."""

    written: int = 0
    unchanged: int = 0
    broken: int = 0
    newest: int = 0
    lines: list[str] = field(default_factory=list)


class InquiriesTask:
    """Files inquiries by year, month and time."""

    name = "inquiries"
    caption = "file new inquiries, then let old ones go"

    def __init__(
        self,
        server: Server,
        files: Inquiries,
        papers: Papers,
        clock: Clock,
        since: int | None = None,
    ) -> None:
        self._server, self._files, self._papers = server, files, papers
        self._clock, self._since = clock, since

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """File, then let go."""
        filed, way = _Filed(), self._way()
        whole = True
        if way.before:
            filed.newest = way.newest
            whole = self._listed(bounds, told, filed, way, dry=dry)
            way = _Way(done=filed.newest) if whole else way
        floor = self._floor(way.done)
        whole = whole and self._listed(bounds, told, filed, replace(way, since=floor), dry=dry)
        if whole and floor:
            # What was asked before and rated or corrected since is filed anew.
            whole = self._reviewed(bounds, told, filed, floor, dry=dry)
        if whole and not dry:
            self._keep(_Way(done=max(way.done, filed.newest)))
        gone = self._let_go(bounds, filed, dry=dry) if whole and not filed.broken else 0
        return _outcome(filed, gone, whole=whole)

    def _floor(self, done: int) -> int:
        """Give from when on inquiries are looked at; from the first, where a clock was wrong."""
        if self._since is not None:
            return self._since
        return max(0, done - OVERLAP) if done <= self._clock() + OVERLAP else 0

    def _listed(
        self, bounds: Bounds, told: Progress, filed: _Filed, way: _Way, *, dry: bool
    ) -> bool:
        """File a list from its newest on; tell whether it came to its end."""
        before = way.before
        while bounds.left():
            found = self._page(bounds, {"since": way.since, "before": before})
            for one in found:
                self._file(one, filed, dry=dry)
            told(filed.written + filed.unchanged, None)
            if len(found) < AT_ONCE:
                return True
            before = str(found[-1]["id"])
            if not dry:
                self._keep(_Way(way.done, before, way.since, filed.newest))
        return False

    def _reviewed(
        self, bounds: Bounds, told: Progress, filed: _Filed, since: int, *, dry: bool
    ) -> bool:
        before = ""
        while bounds.left():
            found = self._page(bounds, {"reviewed": since, "before": before})
            for one in found:
                if one.get("created", 0) < since:
                    self._file(one, filed, dry=dry)
            told(filed.written + filed.unchanged, None, "reviewed")
            if len(found) < AT_ONCE:
                return True
            before = str(found[-1]["id"])
        return False

    def _page(self, bounds: Bounds, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        bounds.count()
        params = {name: value for name, value in asked.items() if value}
        answer = self._server.get("/v1/inquiries", params | {"limit": AT_ONCE})
        return list(answer["inquiries"])

    def _file(self, inquiry: dict[str, Any], filed: _Filed, *, dry: bool) -> None:
        """File one; one that is not as it should be is a line with its reason."""
        try:
            place = place_of(int(inquiry["created"]))
            act = self._files.differs if dry else self._files.keep
            changed = act(inquiry)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            filed.broken += 1
            filed.lines.append(f"One could not be read ({type(error).__name__}: {error}).")
            return
        filed.newest = max(filed.newest, inquiry["created"])
        filed.written += changed
        filed.unchanged += not changed
        if dry and changed and filed.written <= SHOWN:
            filed.lines.append(f"{place} would be written: {_short(inquiry)}")

    def _let_go(self, bounds: Bounds, filed: _Filed, *, dry: bool) -> int:
        """Let go what the founder's rule says, if it is what was shown; give how many."""
        if not bounds.left():
            return 0
        bounds.count(2)
        found = self._server.get("/v1/inquiries/retention")
        goes = int(found["goes"])
        if not goes:
            return 0
        if dry:
            filed.lines.append(f"{goes} of the oldest would be let go on the server:")
            filed.lines += [f"  {_short(one)}" for one in found["inquiries"][:SHOWN]]
            return goes
        # Reviews come before the files: who kept one in between has changed the number, and then
        # the server refuses.
        try:
            done = self._server.send("POST", "/v1/inquiries/retention", {"goes": goes})
        except RubatoError as error:
            filed.lines.append(f"None was let go: {error}")
            return 0
        return int(done["removed"])

    def _way(self) -> _Way:
        text = self._papers.read(STATE)
        try:
            return _Way(**json.loads(text)) if text else _Way()
        except (ValueError, TypeError):
            return _Way()  # somebody wrote in it: everything is looked at again

    def _keep(self, way: _Way) -> None:
        self._papers.write(STATE, json.dumps(asdict(way)) + "\n")


def _outcome(filed: _Filed, gone: int, *, whole: bool) -> Outcome:
    counts = {"filed": filed.written, "unchanged": filed.unchanged, "let go": gone}
    if filed.broken:
        counts["unreadable"] = filed.broken
    if not whole:
        return Outcome("partly", filed.lines, counts)
    idle = not (filed.written or gone or filed.broken)
    return Outcome("idle" if idle else "done", filed.lines, counts)


def _short(inquiry: Mapping[str, Any]) -> str:
    question = " ".join(str(inquiry.get("question", "")).split())
    return question if len(question) <= 80 else question[:80] + " …"

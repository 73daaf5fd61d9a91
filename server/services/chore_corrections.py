"""The task `corrections`: what the owner corrected becomes knowledge of the topics that were asked.

One that he teaches is a document at once; but a topic may be made, or named again, after that. And
`step_teach` lets him teach all that he corrects without saying so of each.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from server.core.errors import LateError, NotFoundError
from server.core.library.topics import ALL, key_of
from server.core.step.ports import Papers, Server
from server.core.step.task import Bounds, Outcome, Progress

AT_ONCE = 200
STATE = "state/corrections.json"


class CorrectionsTask:
    """Teaches through the server's own route, so that its index knows."""

    name = "corrections"
    caption = "teach corrections to the topics that were asked"

    def __init__(self, server: Server, papers: Papers, *, teach: bool) -> None:
        self._server, self._papers, self._teach = server, papers, teach

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Teach what is not taught yet."""
        state = self._state()
        bounds.count()
        listed = self._server.get("/v1/topics")["topics"]
        topics = {key_of(one["name"]): int(one["id"]) for one in listed}
        # With other topics, or asked to teach all, each is looked at again.
        known = [sorted(map(list, topics.items())), self._teach]
        since = state.get("reviewed", 0) if state.get("known") == known else 0
        lines: list[str] = []
        taught, newest = 0, since
        for inquiry in self._corrected(bounds, since):
            if not bounds.left():
                return Outcome("partly", lines, {"taught": taught})
            newest = max(newest, inquiry["review"]["at"] or 0)
            if self._lacks(bounds, inquiry, topics):
                taught += 1
                lines.append(self._taught(bounds, inquiry, dry=dry))
                told(taught, None)
        if not bounds.left():
            return Outcome("partly", lines, {"taught": taught})
        if not dry:
            held = {"reviewed": newest, "known": known}
            self._papers.write(STATE, json.dumps(held, ensure_ascii=False) + "\n")
        return Outcome("done" if taught else "idle", lines, {"taught": taught})

    def _corrected(self, bounds: Bounds, since: int) -> Iterator[dict[str, Any]]:
        before = ""
        while bounds.left():
            bounds.count()
            asked = {"corrected": True, "reviewed": since, "limit": AT_ONCE}
            params = asked | ({"before": before} if before else {})
            found = self._server.get("/v1/inquiries", params)["inquiries"]
            yield from found
            if len(found) < AT_ONCE:
                return
            before = found[-1]["id"]

    def _lacks(self, bounds: Bounds, inquiry: dict[str, Any], topics: Mapping[str, int]) -> bool:
        """Tell whether a topic that was asked does not know it yet."""
        document = inquiry["review"]["taught"]
        if document is None:
            return self._teach
        bounds.count()
        try:
            held = self._server.get(f"/v1/documents/{int(document)}")["topics"]
        except NotFoundError:
            return False  # somebody deleted it from the library, and meant it
        asked = {key_of(name) for name in inquiry["topics"]} - {key_of(ALL)}
        return bool({topics[key] for key in asked & topics.keys()} - set(held))

    def _taught(self, bounds: Bounds, inquiry: dict[str, Any], *, dry: bool) -> str:
        question = " ".join(str(inquiry["question"]).split())[:80]
        if dry:
            return f"Would be taught: {question}"
        bounds.count()
        body = {"version": inquiry["review"]["version"], "teach": True}
        try:
            self._server.send("PATCH", f"/v1/inquiries/{inquiry['id']}", body)
        except LateError:
            return f"Reviewed meanwhile, left for the next step: {question}"
        return f"Taught: {question}"

    def _state(self) -> dict[str, Any]:
        try:
            found = json.loads(self._papers.read(STATE) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

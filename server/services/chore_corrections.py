"""The task `corrections`: what the owner corrected becomes knowledge of the topics that were asked.

One that he teaches is a document at once; but a topic may be made, or named again, after that. And
`step_teach` lets him teach all that he corrects without saying so of each.
"""

import json
from collections.abc import Mapping
from typing import Any

from server.core.errors import LateError, NotFoundError
from server.core.library.topics import ALL, key_of
from server.core.step.ports import Papers, Server
from server.core.step.task import Bounds, Ending, Outcome, Progress

AT_ONCE = 200
STATE = "state/corrections.json"


class CorrectionsTask:
    """Teaches through the server's own route, so that its index knows."""

    name = "corrections"
    caption = "teach corrections to the topics that were asked"

    def __init__(self, server: Server, papers: Papers, *, teach: bool) -> None:
        self._server, self._papers, self._teach = server, papers, teach

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Teach what is not taught yet; after a bound the next step goes on at the same page."""
        bounds.count()
        listed = self._server.get("/v1/topics")["topics"]
        topics = {key_of(one["name"]): int(one["id"]) for one in listed}
        look = self._look([sorted(map(list, topics.items())), self._teach])
        lines: list[str] = []
        while bounds.left():
            found = self._page(bounds, look)
            for inquiry in found:
                if not bounds.left():
                    return _ended("partly", lines)
                look["newest"] = max(look["newest"], inquiry["review"]["at"] or 0)
                if self._lacks(bounds, inquiry, topics):
                    lines.append(self._taught(bounds, inquiry, dry=dry))
                    told(len(lines), None)
            whole = len(found) < AT_ONCE
            look["before"] = "" if whole else found[-1]["id"]
            if whole:
                look["reviewed"] = look["newest"]
            if not dry:
                self._papers.write(STATE, json.dumps(look, ensure_ascii=False) + "\n")
            if whole:
                return _ended("done" if lines else "idle", lines)
        return _ended("partly", lines)

    def _look(self, known: list[Any]) -> dict[str, Any]:
        """Give where to go on; with other topics, or asked to teach all, from the first."""
        state = self._state()
        new = {"known": known, "reviewed": 0, "newest": 0, "before": ""}
        return state if state.get("known") == known and state.keys() == new.keys() else new

    def _page(self, bounds: Bounds, look: Mapping[str, Any]) -> list[dict[str, Any]]:
        bounds.count()
        asked = {"corrected": True, "reviewed": look["reviewed"], "limit": AT_ONCE}
        params = asked | ({"before": look["before"]} if look["before"] else {})
        return list(self._server.get("/v1/inquiries", params)["inquiries"])

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


def _ended(ending: Ending, lines: list[str]) -> Outcome:
    return Outcome(ending, lines, {"taught": len(lines)})

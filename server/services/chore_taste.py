"""The task `taste`: let the server learn the owner's taste anew, where he rated something since."""

from collections.abc import Callable, Mapping
from typing import Any

from server.core.step.ports import Server
from server.core.step.task import Bounds, Outcome, Progress


class TasteTask:
    """Asks the server to learn, and waits until it did."""

    name = "taste"
    caption = "learn your taste anew from new ratings"

    def __init__(self, server: Server, pause: Callable[[], object]) -> None:
        """`pause` waits between two looks at how far it is."""
        self._server, self._pause = server, pause

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Learn, unless what was learnt is of today's ratings."""
        bounds.count()
        state = self._server.get("/v1/taste")
        if state["missing"]:
            return Outcome("idle", (state["missing"],))
        why = "" if state["training"] else self._why(bounds, state)
        if not (why or state["training"]):
            return Outcome("idle")
        if dry:
            return Outcome("done", (f"It would be learnt anew: {why}",))
        if not state["training"]:
            bounds.count()
            state = self._server.send("POST", "/v1/taste/train")
        return self._waited(bounds, told, state)

    def _waited(self, bounds: Bounds, told: Progress, state: Mapping[str, Any]) -> Outcome:
        while state["training"]:
            if not bounds.left():
                return Outcome("partly", ("It still learns; nobody need wait for it.",))
            told(state["training"]["done"], state["training"]["total"], "learning")
            self._pause()
            bounds.count()
            state = self._server.get("/v1/taste")
        if state["problem"]:
            return Outcome("failed", error=state["problem"])
        trained = state["trained"]
        return Outcome("done", (_worth(trained),), {"ratings": trained["count"]})

    def _why(self, bounds: Bounds, state: Mapping[str, Any]) -> str:
        """Say why it is to be learnt anew; empty: it need not be."""
        trained = state["trained"]
        if trained is None:
            return "it was never learnt."
        if state["outdated"]:
            return str(state["outdated"])
        if trained["count"] != state["count"]:
            return f"{state['count']} ratings, and it was learnt from {trained['count']}."
        bounds.count()
        newest = self._server.get("/v1/taste/ratings", {"limit": 1})["ratings"]
        changed = bool(newest) and newest[0]["at"] > trained["at"]
        return "a rating was changed." if changed else ""


def _worth(trained: Mapping[str, Any]) -> str:
    off = trained["held_out"]["model"]
    return f"Learnt from {trained['count']} ratings; off by {off:.2f} on those it did not see."

"""A DevTools client beside Playwright's: side panels and workers, which Playwright does not list.

It attaches to every page, panel and worker, keeps what each reports as an error, and can put a
script before all others of every extension page.
"""

import itertools
import json
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.e2e.harness_wait import until

WATCHED = {"page", "service_worker", "iframe", "worker", "other"}
"""Kinds of targets at first sight; a side panel is "other" before it is a page."""

ANSWER_WITHIN = 20


class DevtoolsError(Exception):
    """The browser refused a command, or what was evaluated threw."""


@dataclass(frozen=True, slots=True)
class Target:
    """A page, panel or worker that the client is attached to."""

    devtools: "Devtools"
    id: str
    session: str
    url: str
    """Where it was when it was attached; a new page has none yet."""

    def send(self, method: str, **params: Any) -> Any:
        """Send one command to it and give the answer."""
        return self.devtools.send(method, self.session, **params)

    def evaluate(self, expression: str, *, gesture: bool = True) -> Any:
        """Evaluate JavaScript, as in a person's gesture or not, and give what comes of it."""
        answer = self.send(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
            userGesture=gesture,
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise DevtoolsError(details.get("exception", details).get("description", details))
        return answer["result"].get("value")

    def wait_for(self, expression: str) -> Any:
        """Wait until the expression is true, and give its value; it may throw until then."""
        return until(lambda: self._evaluate_if_loaded(expression), expression)

    def _evaluate_if_loaded(self, expression: str) -> Any:
        try:
            return self.evaluate(expression)
        except DevtoolsError:
            return None

    def close(self) -> None:
        """Close it and wait until it is gone."""
        self.devtools.send("Target.closeTarget", targetId=self.id)
        until(lambda: self.id not in self.devtools.targets, f"{self.url} is closed")


class Devtools:
    """One connection to a browser; a thread of its own reads it."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._ids = itertools.count(1)
        self._answers: dict[int, Future[Any]] = {}
        self.targets: dict[str, Target] = {}
        self.errors: list[str] = []
        self.worker_states: list[str] = []
        """What workers became, "running", "stopped" …, since `ServiceWorker.enable` was sent."""
        self.streams: list[str] = []
        """Traces that are complete, to be read."""
        self.first_scripts: list[str] = []
        """Sources to run before the scripts of each extension page that opens from now on."""
        threading.Thread(target=self._read, daemon=True).start()
        self.send(
            "Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True
        )

    def send(self, method: str, session: str | None = None, **params: Any) -> Any:
        """Send one command and give its answer; raises DevtoolsError where it is refused."""
        answer = self._post(method, session, params).result(ANSWER_WITHIN)
        if "error" in answer:
            raise DevtoolsError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def open(self, url: str, **params: Any) -> Target:
        """Open a tab, in front of the others of its window, or with newWindow in a window."""
        identity = self.send("Target.createTarget", url=url, **params)["targetId"]
        until(lambda: identity in self.targets, f"{url} is open")
        return self.targets[identity]

    def find(self, kind: str, chosen: Callable[[str], bool]) -> list[Target]:
        """Give the attached targets of a kind whose URL is chosen."""
        infos = self.send("Target.getTargets")["targetInfos"]
        ids = [info["targetId"] for info in infos if info["type"] == kind and chosen(info["url"])]
        return [self.targets[each] for each in ids if each in self.targets]

    def _post(self, method: str, session: str | None, params: dict[str, Any]) -> Future[Any]:
        number, answer = next(self._ids), Future[Any]()
        self._answers[number] = answer
        message = {"id": number, "method": method, "params": params}
        self._connection.send(json.dumps(message | ({"sessionId": session} if session else {})))
        return answer

    def _read(self) -> None:
        try:
            for text in self._connection:
                self._take(json.loads(text))
        except ConnectionClosed:
            pass
        for answer in self._answers.values():
            answer.set_exception(ConnectionError("the browser is gone"))

    def _take(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers.pop(message["id"]).set_result(message)
        elif take := EVENTS.get(message["method"]):
            take(self, message["params"], message.get("sessionId"))

    def attached(self, params: dict[str, Any], _session: str | None) -> None:
        """Watch a new target, and let it run once it is prepared."""
        info, session = params["targetInfo"], params["sessionId"]
        if info["type"] in WATCHED:
            self.targets[info["targetId"]] = Target(self, info["targetId"], session, info["url"])
            for method, values in self._preparations(info["type"]):
                self._post(method, session, values)
        self._post("Runtime.runIfWaitingForDebugger", session, {})

    def _preparations(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        watch: list[tuple[str, dict[str, Any]]] = [("Runtime.enable", {}), ("Log.enable", {})]
        if kind not in ("page", "other"):
            return watch
        guard = "if (location.protocol === 'chrome-extension:') { window.first = true; %s }"
        return [
            *watch,
            ("Page.enable", {}),
            *(
                ("Page.addScriptToEvaluateOnNewDocument", {"source": guard % source})
                for source in self.first_scripts
            ),
        ]

    def detached(self, params: dict[str, Any], _session: str | None) -> None:
        """Forget a target that is gone."""
        for target in list(self.targets.values()):
            if target.session == params["sessionId"]:
                del self.targets[target.id]

    def failed(self, params: dict[str, Any], session: str | None) -> None:
        """Keep an exception that nobody caught."""
        details = params["exceptionDetails"]
        said = details.get("exception", {}).get("description") or details["text"]
        self.errors.append(f"{self._name(session)}: {said}")

    def logged(self, params: dict[str, Any], session: str | None) -> None:
        """Keep what was written with console.error."""
        if params["type"] in ("error", "assert"):
            words = [str(arg.get("value", arg.get("description"))) for arg in params["args"]]
            self.errors.append(f"{self._name(session)}: {' '.join(words)}")

    def entered(self, params: dict[str, Any], session: str | None) -> None:
        """Keep what the browser itself reports: missing files, refused connections, policies."""
        entry = params["entry"]
        if entry["level"] == "error":
            self.errors.append(f"{self._name(session)}: {entry['text']} {entry.get('url', '')}")

    def worker_changed(self, params: dict[str, Any], _session: str | None) -> None:
        """Keep the state of workers."""
        self.worker_states += [version["runningStatus"] for version in params["versions"]]

    def traced(self, params: dict[str, Any], _session: str | None) -> None:
        """Keep what a trace is read from."""
        self.streams.append(params["stream"])

    def _name(self, session: str | None) -> str:
        return next((t.url for t in self.targets.values() if t.session == session), "a page")


EVENTS: dict[str, Callable[[Devtools, dict[str, Any], str | None], None]] = {
    "Target.attachedToTarget": Devtools.attached,
    "Target.detachedFromTarget": Devtools.detached,
    "Runtime.exceptionThrown": Devtools.failed,
    "Runtime.consoleAPICalled": Devtools.logged,
    "Log.entryAdded": Devtools.entered,
    "Tracing.tracingComplete": Devtools.traced,
    "ServiceWorker.workerVersionUpdated": Devtools.worker_changed,
}

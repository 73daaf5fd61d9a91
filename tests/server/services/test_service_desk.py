"""Services are started and stopped by their names alone, by whatever runs them."""

from collections.abc import Sequence

import pytest

from server.core.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from server.core.service_plans import Plan
from server.core.service_ports import Standing
from server.services.service_desk import ServiceDesk
from tests.server.fakes import FakeLog

OLLAMA = Plan("ollama", "models", ("ollama", "serve"), {}, "127.0.0.1", 11434, ("ollama.service",))
CHROMA = Plan("chroma", "vectors", problem="chroma_url is empty.")


class FakeWay:
    """A way of running things that only remembers."""

    def __init__(self, name: str, standing: Standing | None) -> None:
        self.name, self.now = name, standing
        self.done: list[str] = []

    def standing(self, _plan: Plan) -> Standing | None:
        """Tell."""
        return self.now

    def start(self, plan: Plan) -> None:
        """Remember."""
        self.done.append(f"start {plan.name}")
        self.now = Standing("runs", 7, 1_000)

    def stop(self, plan: Plan) -> None:
        """Remember."""
        self.done.append(f"stop {plan.name}")
        self.now = Standing("stopped")

    def log(self, _plan: Plan, _lines: int) -> Sequence[str]:
        """Give a line with a secret, and a long one."""
        return ("token=hush", "x" * 9_000)


class Port:
    """An address at which something answers, or does not."""

    def __init__(self) -> None:
        self.there = False

    def __call__(self, _host: str, _port: int, /) -> bool:
        """Tell."""
        return self.there


def desk(*ways: FakeWay, port: Port | None = None) -> ServiceDesk:
    """Compose one over both plans."""
    return ServiceDesk([OLLAMA, CHROMA], ways, port or Port(), FakeLog())


def test_start_restart_and_stop() -> None:
    """Each tells how it then is."""
    own = FakeWay("rubato", Standing("stopped"))
    made = desk(FakeWay("systemd", None), own)

    assert made.act("ollama", "start").state == "runs"
    assert made.act("ollama", "restart").by == "rubato"
    assert made.act("ollama", "stop").state == "stopped"
    assert own.done == ["start ollama", "stop ollama", "start ollama", "stop ollama"]


def test_systemd_comes_first() -> None:
    """Unless what we supervise runs already: that is then the one that is stopped."""
    systemd, own = FakeWay("systemd", Standing("stopped")), FakeWay("rubato", Standing("stopped"))
    desk(systemd, own).act("ollama", "start")
    assert (systemd.done, own.done) == (["start ollama"], [])
    systemd.now, own.now = Standing("stopped"), Standing("runs")
    desk(systemd, own).act("ollama", "stop")

    assert own.done == ["stop ollama"]


@pytest.mark.parametrize(
    ("name", "action", "error"),
    [
        ("ollama", "stop", ConflictError),
        ("rm -rf /", "start", NotFoundError),
        ("../ollama", "start", NotFoundError),
        ("ollama", "exec", InvalidError),
        ("chroma", "start", UnavailableError),
    ],
)
def test_what_is_refused(name: str, action: str, error: type[Exception]) -> None:
    """What does not run is not stopped, and only names of the table and its acts are known."""
    own = FakeWay("rubato", Standing("stopped"))
    with pytest.raises(error):
        desk(own).act(name, action)
    assert own.done == []


def test_what_another_started_is_left_alone() -> None:
    """It is told, and neither started beside nor stopped."""
    own, port = FakeWay("rubato", Standing("stopped")), Port()
    port.there = True
    made = desk(own, port=port)
    for action in ("start", "stop", "restart"):
        with pytest.raises(ConflictError):
            made.act("ollama", action)

    assert (made.one("ollama").state, own.done) == ("elsewhere", [])


def test_what_is_shown() -> None:
    """The last lines without secrets, cut; and why one cannot be run here."""
    ollama, chroma = desk(FakeWay("rubato", Standing("runs", 7, 1_000))).listed()

    assert ollama.log[0] == "token=[hidden]"
    assert len(ollama.log[1]) == 500
    assert (ollama.said, ollama.process) == ("it does not answer yet", 7)
    assert (chroma.state, chroma.said) == ("unset", "chroma_url is empty.")

"""What is run, and where, follows from the settings; what nobody would use is not run."""

from server.core.operation_settings import SERVICES
from server.core.service_plans import ROWS, Plan, plans


def planned(name: str, **addresses: str) -> Plan:
    """Plan one."""
    (plan,) = plans([name], addresses, {"chroma": "/data/chroma"})
    return plan


def test_the_table_is_that_of_the_setting() -> None:
    """Each name that the setting takes has a row."""
    assert set(ROWS) == set(SERVICES)


def test_commands() -> None:
    """Each listens where the server looks for it, and nowhere else."""
    ollama = planned("ollama", ollama_url="http://127.0.0.1:11500")
    chroma = planned("chroma", chroma_url="http://[::1]:8001")

    assert ollama.words == ("ollama", "serve")
    assert ollama.environment == {"OLLAMA_HOST": "127.0.0.1:11500"}
    assert chroma.words == (
        "chroma", "run", "--path", "/data/chroma", "--host", "::1", "--port", "8001",
    )  # fmt: skip
    assert not ollama.problem + chroma.problem


def test_what_is_not_run_here() -> None:
    """Another machine's, and what no setting points to."""
    assert "another machine" in planned("ollama", ollama_url="http://gpu.example.org").problem
    assert "chroma_url is empty" in planned("chroma", chroma_url="").problem


def test_each_once() -> None:
    """A name that stands twice is one service."""
    assert len(plans(["ollama", "ollama"], {"ollama_url": "http://localhost:11434"}, {})) == 1

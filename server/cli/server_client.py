"""A command's way to the server: the one that runs, or one that runs as long as the command.

Only a server has the index open, since several writers would spoil it; so commands ask it as pages
do, by a token that is revoked when the command ends.
"""

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from server.cli.opened import Opened, clock, open_services, settings_of
from server.core.errors import InvalidError, NotFoundError, RubatoError, UnavailableError
from server.core.settings import Settings
from server.core.tokens import token_hash

if TYPE_CHECKING:
    import httpx

FLAGS = ("host", "port", "data_dir", "database_url")
"""Settings that say where the server and its data are."""
LIFE = 24 * 3_600_000
"""Ms after which the token ends by itself, should the command be killed."""
PATIENCE = 600.0
"""Seconds for one answer: a model may have to be read from the disk first."""
STARTING = 30.0
"""Seconds that a server of our own may take to start."""
KINDS = {404: NotFoundError, 503: UnavailableError}


@contextmanager
def server_client(args: argparse.Namespace) -> "Iterator[httpx.Client]":
    """Give a client that is signed in as the owner; its answers are checked by `told`."""
    import httpx  # noqa: PLC0415  (0.1 s that --help need not wait)

    settings = settings_of(args)
    opened = open_services(settings)
    try:
        with _address(settings, opened) as address, token(opened) as held:
            headers = {"Authorization": f"Bearer {held}"}
            with httpx.Client(
                base_url=address, headers=headers, timeout=PATIENCE, trust_env=False
            ) as client:
                yield client
    except httpx.HTTPError as error:
        raise UnavailableError(f"The server does not answer any more: {error}") from error
    finally:
        opened.store.close()


@contextmanager
def token(opened: Opened) -> Iterator[str]:
    """Give a token of the owner's, which is revoked at the end."""
    owner = opened.users.owner()
    given = opened.access.give(owner, "extension", "rubato command", clock() + LIFE)
    try:
        yield given
    finally:
        held = opened.store.token_by_hash(token_hash(given))
        if held is not None:
            opened.store.revoke_token(held.id, clock())


@contextmanager
def _address(settings: Settings, opened: Opened) -> Iterator[str]:
    address = f"http://{settings.host}:{settings.port}"
    if rubato_runs(address):
        yield address
        return
    with _own_server(settings, opened) as own:
        yield own


def rubato_runs(address: str) -> bool:
    """Tell whether a Rubato answers there."""
    import httpx  # noqa: PLC0415

    try:
        answer = httpx.get(f"{address}/health", timeout=2.0, trust_env=False)
        return bool(answer.json().get("name") == "rubato")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, AttributeError):
        return False


@contextmanager
def _own_server(settings: Settings, opened: Opened) -> Iterator[str]:
    """Serve in a thread, on this machine and any free port, until the command ends."""
    import uvicorn  # noqa: PLC0415

    from server.adapters.listening import listen  # noqa: PLC0415
    from server.cli.serve import app_of  # noqa: PLC0415
    from server.cli.serving import announcing  # noqa: PLC0415

    # It says nothing but what went wrong, and leaves keyboards to the server that plays.
    quiet = replace(settings, log_level="error", warm_model=False)
    app = app_of(quiet, opened, midi=False)
    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    ready = threading.Event()
    server = announcing(uvicorn.Server(config), ready.set)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        if not ready.wait(STARTING):
            raise UnavailableError("The server did not start; `rubato serve` says why.")
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(STARTING)
        listening.close()


def told(answer: "httpx.Response") -> Any:
    """Give what an answer holds; raises our error with what the server said."""
    if answer.is_success:
        return answer.json() if answer.content else None
    raise problem_of(answer.status_code, answer.text)


def events_of(answer: "httpx.Response") -> Iterator[tuple[str, dict[str, Any]]]:
    """Read server-sent events as they come; raises our error where the answer is none."""
    import json  # noqa: PLC0415

    if not answer.is_success:
        raise problem_of(answer.status_code, answer.read().decode("utf-8", "replace"))
    name = ""
    for line in answer.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def problem_of(status: int, text: str) -> RubatoError:
    """Make our error of what the server answered."""
    import json  # noqa: PLC0415

    try:
        detail = str(json.loads(text).get("detail", text))
    except (ValueError, AttributeError):
        detail = text[:300] or f"The server answered {status}."
    return KINDS.get(status, InvalidError)(detail)

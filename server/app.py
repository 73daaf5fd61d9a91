"""Composes the app: routers and pages inside, the guard around them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from server.api import (
    audit,
    chat,
    comments,
    completions,
    documents,
    embedder,
    exported,
    founder,
    inquiries,
    inquiry_marks,
    languages,
    listen,
    loading,
    metrics,
    midi,
    models,
    own_language,
    pages,
    pairings,
    people_languages,
    performance_analyses,
    performance_parts,
    performance_remarks,
    performances,
    personas,
    played_words,
    practice,
    proposals,
    recordings,
    reviews,
    run_services,
    search,
    session,
    session_google,
    sessions,
    speech,
    stats,
    status,
    steps,
    taste,
    tokens,
    topics,
    transcriptions,
    updates,
    users,
    wishes,
    words,
)
from server.api.access_log import AccessLog
from server.api.context import Services
from server.api.described import describe
from server.api.files import Files
from server.api.guard import Guard
from server.api.kept import Kept
from server.api.limited import Limited
from server.api.noting import Noting
from server.api.problems import add_problems
from server.api.proxied import Proxied
from server.api.routes import Routes
from server.api.watch import Watch
from server.core.buckets import Buckets
from server.core.forwarded import Networks
from server.core.metrics import RequestCounts
from server.core.ports import Clock, Entropy, Log, Stamp
from server.core.trust import Trust
from server.services.counting import Counting, LeftCounts
from server.services.status import Status

ROUTERS = (
    chat,
    speech,
    reviews,
    exported,
    inquiry_marks,
    inquiries,
    pages,
    own_language,
    people_languages,
    languages,
    played_words,
    practice,
    proposals,
    words,
    pairings,
    session,
    session_google,
    sessions,
    tokens,
    users,
    wishes,
    audit,
    status,
    stats,
    metrics,
    run_services,
    steps,
    updates,
    transcriptions,
    performances,
    performance_parts,
    performance_analyses,
    performance_remarks,
    recordings,
    comments,
    personas,
    topics,
    documents,
    loading,
    search,
    embedder,
    taste,
    models,
    completions,
    founder,
    listen,
    midi,
)


class Rubato:
    """The guarded app; `routes` is what lies inside, for whoever checks the rules."""

    def __init__(self, inner: FastAPI, guarded: ASGIApp, status: Status) -> None:
        self.routes = inner.routes
        self.openapi = inner.openapi
        self._guarded, self._status = guarded, status

    def ends(self) -> None:
        """Say on /health that nobody is to be sent here any more; what was begun goes on."""
        self._status.phase = "ending"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the guard; there is no other way in."""
        await self._guarded(scope, receive, send)


def create_app(
    services: Services,
    trust: Trust,
    *,
    web: Path,
    extension: Path,
    log: Log,
    clock: Clock,
    entropy: Entropy,
    stamp: Stamp,
    parts: Sequence[AbstractAsyncContextManager[object]] = (),
    proxies: Networks = (),
    requests_a_minute: int = 0,
    left: LeftCounts | None = None,
) -> Rubato:
    """Build the app; `parts` run as long as it does (the MIDI bridge).

    `stamp`: answers are kept while it stays; `proxies` are believed; `requests_a_minute`: of one
    token or address, 0 any number; `left`: where processes that serve together leave their counts.
    """
    counting = Counting(RequestCounts(), left)
    behind: Sequence[AbstractAsyncContextManager[object]] = (
        services.community.deeds,
        counting,
        *parts,
    )

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        services.status.phase = "starting"
        async with AsyncExitStack() as stack:
            for part in behind:
                await stack.enter_async_context(part)
            services.status.phase = "ready"
            yield
            services.status.phase = "ending"

    inner = FastAPI(
        title="Rubato",
        version=services.status.version,
        lifespan=running,
        docs_url=None,
        redoc_url=None,
        # Nothing leaves this machine unasked, whatever the environment says.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    inner.state.services = services
    inner.state.web = web
    inner.state.counting = counting
    inner.state.watch = Watch(services.access)
    for module in ROUTERS:
        inner.router.routes.extend(module.router.routes)
    inner.mount("/web", Files(web))
    inner.mount("/extension", Files(extension))
    inner.router.middleware_stack = Routes(inner.router)
    add_problems(inner)
    describe(inner)
    noting = Noting(Kept(inner, stamp), services.community.deeds)
    guarded: ASGIApp = Guard(noting, trust, services.access, services.accounts)
    if requests_a_minute:
        guarded = Limited(guarded, Buckets(requests_a_minute), clock, trust)
    guarded = Proxied(guarded, proxies, trust)
    return Rubato(inner, AccessLog(guarded, log, clock, counting.counts, entropy), services.status)

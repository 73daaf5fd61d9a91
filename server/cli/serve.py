"""`rubato serve`: the server."""

import argparse
import gc
import os
import signal
import sys
from contextlib import suppress
from socket import AF_INET6, socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from server.adapters.listening import listen
from server.adapters.memory import hold_little
from server.cli import rubato_version
from server.cli.accounts import accounts_of, warn_of_readers
from server.cli.opened import (
    Opened,
    add_flags,
    clock,
    data_folder,
    open_services,
    settings_of,
    tell_first_password,
)
from server.cli.serving import (
    announcing,
    aside,
    config_of,
    keep_what_is_there,
    left_counts,
    serve_as_worker,
    supervised,
)
from server.cli.shared import after_all, alone, before_all, check_workers, join, lock_of, news_of
from server.cli.workers import worker
from server.core.errors import InvalidError, UnavailableError
from server.core.forwarded import networks
from server.core.settings import Settings
from server.core.throttle import share_of
from server.core.trust import Trust, loopback, trust
from server.paths import data_path

if TYPE_CHECKING:
    from server.adapters.database.stamp import SqliteStamp
    from server.app import Rubato
    from server.core.ports import Log
    from server.services.stats import Stats

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  (asked about, never the default)
HEALTH_KEPT = 1_000
"""Ms for which what was seen of the database is told to whoever asks again."""
ROOMS = ("recordings", "vectors", "voices", "models", "taste")
"""Folders of the data whose sizes one asks for."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato serve`."""
    parser = subparsers.add_parser("serve", help="start the server")
    add_flags(
        parser, "host", "port", "allow_network", "data_dir", "database_url", "chroma_url",
        "workers", "log_level", "log_format",
    )  # fmt: skip
    parser.add_argument("--worker-of", help=argparse.SUPPRESS)  # by which a parent starts us


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    # uvicorn ends in order and then raises the signal again, for whoever else listens.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    hold_little()
    gc.disable()  # what is imported stays: looking through it again and again costs 100 ms
    settings = settings_of(args)
    if args.worker_of:
        return serve_as_worker(settings, args.worker_of, app_of)
    check_workers(settings, sys.platform)
    _check_reach(settings)
    warn_of_readers(settings)
    listening = listen(settings.host, settings.port)
    opened = open_services(settings)
    tell_first_password(opened.first_password)  # at once: it is stored, and shown nowhere again
    with suppress(UnavailableError):  # where nothing can be written now, the next start does it
        opened.inquiries.end_broken_off(clock())
    try:
        if settings.workers > 1:
            opened.store.close()
            return supervised(settings, listening, lambda: _tell_ready(listening))
        with suppress(KeyboardInterrupt):
            _serve(settings, opened, listening)
    finally:
        opened.store.close()
        listening.close()
    return 0


def _check_reach(settings: Settings) -> None:
    """Refuse to be reached by other machines unless told; then warn."""
    if loopback(settings.host):
        return
    if not settings.allow_network:
        raise InvalidError(
            f"host {settings.host} would let other machines reach the server, and nothing here is "
            "encrypted; keep 127.0.0.1, or say --allow-network (best behind a proxy with TLS)."
        )
    print(
        f"rubato: warning: other machines can reach the server on {settings.host}, unencrypted; "
        "put a proxy with TLS before it and name its host in trusted_hosts.",
        file=sys.stderr,
    )


def trust_of(settings: Settings) -> Trust:
    """Give whose hosts and origins are ours: where one listens, and the public one, among them."""
    own = [] if settings.host in EVERYWHERE else [settings.host]
    public = urlsplit(settings.public_url).hostname
    hosts = (*settings.trusted_hosts, *own, *([public] if public else []))
    return trust(hosts, settings.allowed_origins, settings.extension_ids)


def _serve(settings: Settings, opened: Opened, listening: socket) -> None:
    import uvicorn  # noqa: PLC0415  (after the socket: a taken port is said at once)

    server = uvicorn.Server(config_of(app_of(settings, opened)))
    announcing(server, lambda: _tell_ready(listening)).run(sockets=[listening])


def app_of(settings: Settings, opened: Opened, *, midi: bool = True) -> "Rubato":
    """Compose the whole server over an open database; `midi`: with the bridge to keyboards."""
    from server.adapters.language_files import ShippedLanguages  # noqa: PLC0415
    from server.adapters.log import configure  # noqa: PLC0415
    from server.adapters.recording_files import RecordingFolder  # noqa: PLC0415
    from server.adapters.rtmidi_ports import RtmidiInputs  # noqa: PLC0415
    from server.adapters.workers.analysis_process import AnalysisProcess  # noqa: PLC0415
    from server.api.context import Services  # noqa: PLC0415
    from server.app import create_app  # noqa: PLC0415
    from server.cli.commented import commented_of, manners_of  # noqa: PLC0415
    from server.cli.community import opened_community  # noqa: PLC0415
    from server.cli.dictionary import dictionary_of  # noqa: PLC0415
    from server.cli.library import library_of, loading_of, videos  # noqa: PLC0415
    from server.cli.operated import operated_of  # noqa: PLC0415
    from server.cli.recorded import recorded_of  # noqa: PLC0415
    from server.cli.scribes import transcription_of  # noqa: PLC0415
    from server.cli.spoken import ear_of, speaking_of  # noqa: PLC0415
    from server.cli.tasting import tasting_of  # noqa: PLC0415
    from server.services.bridge import Bridge  # noqa: PLC0415
    from server.services.hearing import Hearing  # noqa: PLC0415
    from server.services.jobs import Jobs, ToldAnalyst  # noqa: PLC0415
    from server.services.languages import Languages  # noqa: PLC0415
    from server.services.own_languages import OwnLanguages  # noqa: PLC0415
    from server.services.recordings import Recordings  # noqa: PLC0415
    from server.services.status import Status  # noqa: PLC0415
    from server.services.transcription_queue import TranscriptionQueue  # noqa: PLC0415

    log = configure(settings.log_level, settings.log_format)
    shared = opened.shared
    if shared is not None:
        shared.begin(log)
    bridge = Bridge(RtmidiInputs())
    languages = Languages(ShippedLanguages(data_path("extension") / "languages"))
    status = Status(rubato_version(), opened.store, languages.listed, bridge, clock, HEALTH_KEPT)
    jobs = Jobs(log, clock)
    transcriptions = TranscriptionQueue(
        transcription_of(settings, log),
        60 * settings.transcription_minutes,
        1_000_000 * settings.transcription_megabytes,
        jobs,
    )
    speaking = speaking_of(settings, log)
    library = library_of(settings, opened, log, os.urandom)
    tasting = tasting_of(settings, opened, library, log)
    recordings = Recordings(
        opened.store,
        RecordingFolder(data_folder(settings) / "recordings"),
        clock,
        os.urandom,
        opened.performances.holders,
    )
    dictionary = dictionary_of(opened.personas.engine, clock)
    analyst = ToldAnalyst(AnalysisProcess(*worker("analysis_worker")), jobs)
    recorded = recorded_of(
        opened.performances,
        recordings,
        library,
        opened.ratings,
        tasting.ratings,
        (transcriptions, videos, settings.useyoutube),
        (dictionary, settings.lowest_note, analyst),
        clock,
        os.urandom,
        lock_of(shared, "performance texts"),
        news_of(shared, "performances"),
    )
    commented = commented_of(
        opened.comments, opened.outbox, library, recorded, manners_of(settings), clock, shared
    )
    # What is dictated does not wait for a recording that takes hours.
    hearing = Hearing(lambda: ear_of(log), transcription_of(settings, log), log)
    parts = (bridge, hearing, speaking, transcriptions, library)
    operated = operated_of(settings, opened, parts, log)
    services = Services(
        opened.access,
        opened.pairing,
        languages,
        status,
        hearing,
        speaking,
        transcriptions,
        recordings,
        OwnLanguages(opened.store, clock),
        library,
        loading_of(settings, library, transcriptions),
        tasting,
        stats_of(settings, opened),
        recorded,
        dictionary,
        commented,
        accounts_of(settings, opened, log),
        opened_community(opened, log, settings.workers),
        operated,
        bridge,
    )
    stamp = _watched(settings, opened, log)
    if shared is not None:
        join(shared, services, opened.store)
    return create_app(
        services,
        trust_of(settings),
        web=data_path("web"),
        extension=data_path("extension"),
        log=log,
        clock=clock,
        entropy=os.urandom,
        stamp=stamp,
        parts=[
            stamp,
            *before_all(shared),  # what changes from now on is followed
            *([bridge] if midi else []),
            transcriptions,
            hearing,
            speaking,
            library.index,
            library.embedding,
            *alone(shared, library.catalogue, recorded.texts),
            library.models,
            tasting.taste,
            operated.chores,
            *aside(library.models if settings.warm_model else None, log),
            *after_all(shared),
        ],
        proxies=networks(settings.trusted_proxies),
        # Each process counts for itself, and all of them are asked alike.
        requests_a_minute=share_of(settings.requests_a_minute, settings.workers),
        left=left_counts(settings),
    )


def _watched(settings: Settings, opened: Opened, log: "Log") -> "SqliteStamp":
    """Have slow queries told, and what is read again remembered while the database stays."""
    from server.adapters.database.slow_queries import tell_slow_queries  # noqa: PLC0415
    from server.adapters.database.stamp import SqliteStamp  # noqa: PLC0415

    tell_slow_queries(opened.library.engine, settings.slow_query_ms, log)
    stamp = SqliteStamp(opened.library.engine)
    opened.library.remember(stamp)
    return stamp


def stats_of(settings: Settings, opened: Opened) -> "Stats":
    """Compose what the status pages show."""
    from server.adapters.machine import ThisMachine  # noqa: PLC0415
    from server.services.stats import Stats  # noqa: PLC0415

    folder = data_folder(settings)
    rooms = {name: [folder / name] for name in ROOMS}
    if not settings.database_url:
        rooms["database"] = [folder / f"rubato.db{end}" for end in ("", "-wal", "-shm")]
    return Stats(opened.stats, ThisMachine(rubato_version(), folder, rooms), clock)


def _tell_ready(listening: socket) -> None:
    keep_what_is_there()
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if listening.family == AF_INET6 else host
    print(f"Rubato is ready: http://{shown}:{port}", flush=True)

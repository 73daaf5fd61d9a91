"""`rubato voices`: who speaks: list, install, add, try and remove voices."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from server.adapters.voices.cabinet import Cabinet
from server.adapters.voices.hub import VoiceHub
from server.adapters.voices.pool import VoicePool
from server.adapters.voices.shelf import VoiceShelf
from server.cli.opened import add_flags, settings_of, voices_folder
from server.cli.voice_try import add_try, try_voice
from server.core.settings import Settings
from server.core.voice_catalogue import Offer
from server.core.voices import Voice, listed, primary
from server.services.voice_choice import Preferences, usual
from server.services.voice_installation import VoiceInstallation

EPILOG = """\
examples:
  rubato voices list                         who is installed, and who is embedded
  rubato voices list --available de          what can be installed, asked of the setting voices_url
  rubato voices install de_DE-thorsten-medium
  rubato voices try de_DE-thorsten-medium --text "Guten Morgen."
  rubato voices try --to hello.wav --speed 1.5
  rubato voices add my-voice.onnx            a model of your own, my-voice.onnx.json beside it
  rubato voices try my-voice --compare me.wav --text "What is said in me.wav."
  rubato voices remove de_DE-thorsten-medium

Only `install` and `list --available` reach for the network. A server that runs takes notice of
new voices by itself.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato voices list|install|add|try|remove`."""
    parser = subparsers.add_parser(
        "voices",
        help="list, install, try, add and remove voices",
        description="List, install, try, add and remove voices.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(action="list", available=None, json=False)
    add_flags(parser, "data_dir", "voices_url")
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    listing = actions.add_parser("list", help="list voices (also without an action)")
    listing.add_argument("--json", action="store_true", help="one JSON object, for programs")
    listing.add_argument(
        "--available", nargs="?", const="", metavar="LANGUAGE", help="what can be installed"
    )
    install = actions.add_parser("install", help="download a voice, check it, and install it")
    install.add_argument("names", nargs="+", metavar="NAME")
    install.add_argument("--replace", action="store_true", help="also where it is there already")
    add = actions.add_parser("add", help="check a model of your own, and install it")
    add.add_argument("model", type=Path, metavar="FILE.onnx")
    add.add_argument("--name", help="what it is to be called (default: as the file)")
    add.add_argument("--replace", action="store_true", help="also where it is there already")
    add_try(actions)
    actions.add_parser("remove", help="remove an installed voice").add_argument("name")


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    ACTIONS[args.action or "list"](settings_of(args), args)
    return 0


def _list(settings: Settings, args: argparse.Namespace) -> None:
    if args.available is not None:
        _list_offers(settings, args)
        return
    shelf = VoiceShelf(voices_folder(settings))
    voices = shelf.voices()
    preferences = Preferences(settings.voice, settings.voice_language)
    default = usual(voices, preferences)
    if args.json:
        told = [listed(each, default=each is default) for each in voices]
        print(json.dumps({"voices": told}, indent=2))
        return
    installed = [voice for voice in voices if voice.engine == "piper"]
    for voice in installed:
        print(_row(voice, default))
    embedded = sorted({primary(voice.language) for voice in voices if voice.engine == "espeak"})
    print(f"{'embedded':<28} {len(embedded)} languages, as espeak-en-us; no download")
    if default is not None and default.engine == "espeak":
        print(f"{default.id} speaks where none is asked for.")
    for name, why in shelf.unfit().items():
        print(f"rubato: the voice {name} {why}.", file=sys.stderr)


def _row(voice: Voice, default: Voice | None) -> str:
    marks = [voice.language, f"{voice.sample_rate} Hz"]
    marks += [f"{len(voice.speakers)} speakers"] if voice.speakers else []
    marks += ["default"] if voice is default else []
    return f"{voice.id:<28} {', '.join(marks)}"


def _list_offers(settings: Settings, args: argparse.Namespace) -> None:
    wanted = primary(args.available)
    for offer in _installation(settings, VoicePool(1, 1)).offers():
        if not wanted or primary(offer.language) == wanted:
            print(_offer_row(offer))


def _offer_row(offer: Offer) -> str:
    many = f", {offer.speakers} speakers" if offer.speakers > 1 else ""
    return f"{offer.name:<36} {offer.size / 1e6:6.0f} MB{many}"


def _install(settings: Settings, args: argparse.Namespace) -> None:
    for name in args.names:
        progress = Progress(name)
        voice = _made(
            settings,
            partial(_installed, name=name, told=progress, replace=args.replace),
        )
        progress.end()
        print(f"{voice.id} is installed; `rubato voices try {voice.id}` lets you hear it.")


def _installed(
    made: VoiceInstallation, *, name: str, told: "Progress", replace: bool
) -> Coroutine[Any, Any, Voice]:
    return made.install(name, told, replace=replace)


def _add(settings: Settings, args: argparse.Namespace) -> None:
    name = args.name or args.model.stem
    voice = _made(settings, lambda made: made.add(args.model, name, replace=args.replace))
    print(f"{voice.id} speaks, in {voice.language} at {voice.sample_rate} Hz, and is installed.")


def _remove(settings: Settings, args: argparse.Namespace) -> None:
    _installation(settings, VoicePool(1, settings.voice_timeout)).remove(args.name)
    print(f"{args.name} was removed.")


def _try(settings: Settings, args: argparse.Namespace) -> None:
    try_voice(settings, args)


def _installation(settings: Settings, pool: VoicePool) -> VoiceInstallation:
    folder = voices_folder(settings)
    return VoiceInstallation(VoiceHub(settings.voices_url), Cabinet(folder), pool)


def _made(
    settings: Settings, make: Callable[[VoiceInstallation], Coroutine[Any, Any, Voice]]
) -> Voice:
    """Have a voice installed, with a process that it can show itself in."""

    async def made() -> Voice:
        pool = VoicePool(1, settings.voice_timeout)
        try:
            return await make(_installation(settings, pool))
        finally:
            await pool.close()

    return asyncio.run(made())


class Progress:
    """Tells how much has come: on a terminal in one line, else at each tenth."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._come = 0
        self._tenths = 0

    def __call__(self, size: int, whole: int) -> None:
        """Note that so many bytes came, of how many."""
        self._come += size
        tenths = self._come * 10 // max(whole, 1)
        line = f"{self._name}: {self._come / 1e6:.1f} of {whole / 1e6:.1f} MB"
        if sys.stderr.isatty():
            print(f"\r{line}", end="", file=sys.stderr, flush=True)
        elif tenths > self._tenths:
            print(line, file=sys.stderr, flush=True)
        self._tenths = tenths

    def end(self) -> None:
        """End the line."""
        if sys.stderr.isatty():
            print(file=sys.stderr)


ACTIONS: dict[str, Callable[[Settings, argparse.Namespace], None]] = {
    "list": _list,
    "install": _install,
    "add": _add,
    "try": _try,
    "remove": _remove,
}

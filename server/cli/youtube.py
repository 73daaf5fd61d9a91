"""`rubato youtube`: sign in to the channel whose comments are answered, out, and how replies go."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.deed_noted import note_deed
from server.cli.opened import (
    add_flags,
    clock,
    data_folder,
    open_services,
    resolved,
    settings_of,
    tell_first_password,
    user_file,
)
from server.core.errors import InvalidError, RubatoError
from server.core.settings import Settings
from server.core.step_settings import MODES
from server.paths import data_path

if TYPE_CHECKING:
    from server.adapters.google_login import GoogleLogin
    from server.adapters.youtube_channel import YouTubeChannel
    from server.cli.opened import Opened
    from server.cli.youtube_login import Asking
    from server.core.comments.comment import Channel

BY_HAND = "https://myaccount.google.com/permissions"
MODE_SAID = {
    "review": "Replies wait for your approval.",
    "auto": "Replies go out by themselves.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato youtube login|status|logout|mode`."""
    parser = subparsers.add_parser("youtube", help="sign in to your channel on YouTube, and out")
    parser.set_defaults(action="status")
    add_flags(parser, "data_dir", "database_url", "youtube_client", "youtube_url")
    actions = parser.add_subparsers(metavar="ACTION", dest="action")
    login = actions.add_parser("login", help="sign in, also over SSH")
    login.add_argument(
        "--client", metavar="FILE", help="the OAuth client of Google's console, which is kept"
    )
    login.add_argument("--no-browser", action="store_true", help="only print the address to open")
    actions.add_parser("status", help="say who is signed in (also without an action)")
    actions.add_parser("logout", help="sign out, here and at Google")
    mode = actions.add_parser("mode", help="show or choose how replies go out")
    mode.add_argument("mode", nargs="?", choices=MODES, help="review: you approve; auto: by itself")


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    return ACTIONS[args.action or "status"](args)


def google_login(settings: Settings) -> "GoogleLogin":
    """Compose what keeps the owner signed in."""
    from server.adapters.google_login import GoogleLogin  # noqa: PLC0415
    from server.adapters.secret_file import SecretFile  # noqa: PLC0415

    folder = data_folder(settings) / "youtube"
    return GoogleLogin(SecretFile(client_file(settings)), SecretFile(folder / "token.json"), clock)


def client_file(settings: Settings) -> Path:
    """Give the place of the OAuth client."""
    own = data_folder(settings) / "youtube" / "client.json"
    return Path(settings.youtube_client).expanduser() if settings.youtube_client else own


def youtube_channel(settings: Settings) -> "YouTubeChannel":
    """Compose the channel of who is signed in."""
    from server.adapters.youtube_channel import YouTubeChannel  # noqa: PLC0415

    return YouTubeChannel(google_login(settings), settings.youtube_url)


def keep_mode(mode: str) -> None:
    """Write the mode into the user's own settings file."""
    from server.adapters.settings_files import keep_text  # noqa: PLC0415

    keep_text(user_file(), "youtube_mode", mode)


def _login(args: argparse.Namespace) -> int:
    from server.cli.youtube_login import sign_in  # noqa: PLC0415

    settings = settings_of(args)
    if args.client:
        _keep_client(settings, args.client)
    login = google_login(settings)
    with sign_in(login, sys.stdin, sys.stdout, browser=_may_open(args)) as asked:
        found = _learned(settings)
        print(f"Signed in to YouTube as {found.title} ({found.id}).")
        note_deed(settings, "youtube.login", found.title)
        _ask_mode(args, asked)
    return 0


def _learned(settings: Settings) -> "Channel":
    """Ask whose channel it is, and keep it; the unit that this costs is in the ledger."""
    from server.services.comment_metering import MeteredChannel  # noqa: PLC0415
    from server.services.own_channel import MARK, own_channel  # noqa: PLC0415

    with _opened(settings) as opened:
        opened.steps.set_mark(MARK, "", clock())
        channel = youtube_channel(settings)
        metered = MeteredChannel(channel, opened.quota, settings.youtube_quota, clock)
        return own_channel(metered, opened.steps, clock)


@contextmanager
def _opened(settings: Settings) -> Iterator["Opened"]:
    opened = open_services(settings)
    try:
        tell_first_password(opened.first_password)
        yield opened
    finally:
        opened.store.close()


def _may_open(args: argparse.Namespace) -> bool:
    return not args.no_browser and "SSH_CONNECTION" not in os.environ


def _keep_client(settings: Settings, file: str) -> None:
    from server.adapters.secret_file import SecretFile  # noqa: PLC0415
    from server.core.comments.consent import client_in  # noqa: PLC0415

    text = SecretFile(Path(file).expanduser()).read()
    if text is None:
        raise InvalidError(f"{file} cannot be read.")
    client_in(text)
    SecretFile(client_file(settings)).write(text)


def _ask_mode(args: argparse.Namespace, asked: "Asking") -> None:
    """Ask whether replies may go out by themselves, unless that was said before."""
    found = resolved(args)
    if _chosen(found.origins["youtube_mode"]):
        print(MODE_SAID[found.settings.youtube_mode])
        return
    told = asked("May replies to comments go out by themselves, without your approval? [y/N] ")
    if told is None:
        print(f"{MODE_SAID['review']} To change that: rubato youtube mode auto")
        return
    mode = "auto" if told.strip().lower() in {"y", "yes", "j", "ja"} else "review"
    keep_mode(mode)
    note_deed(found.settings, "setting.change", f"youtube_mode = {mode}")
    print(f"{MODE_SAID[mode]} To change that: rubato youtube mode")


def _chosen(origin: str) -> bool:
    """Tell whether somebody chose a setting, rather than we who ship it."""
    return origin != "default" and not origin.startswith(str(data_path("config")))


def _status(args: argparse.Namespace) -> int:
    """Say what is set up; whether Google still takes the token is asked, and costs no quota."""
    found = resolved(args)
    settings = found.settings
    client = client_file(settings)
    print(f"OAuth client: {client if client.exists() else 'none yet'}")
    code = 0
    try:
        google_login(settings).access(renewed=True)
        print(f"Signed in to YouTube{_as_whom(settings)}; Google takes the sign-in.")
    except RubatoError as error:
        print(error)
        code = 1
    print(MODE_SAID[settings.youtube_mode], f"({found.origins['youtube_mode']})")
    return code


def _as_whom(settings: Settings) -> str:
    from server.services.own_channel import kept_channel  # noqa: PLC0415

    with _opened(settings) as opened:
        found = kept_channel(opened.steps)
    return f" as {found.title} ({found.id})" if found else ""


def _logout(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    done = google_login(settings).take_back()
    _forget_channel(settings)
    note_deed(settings, "youtube.logout", "")
    print("Signed out of YouTube.")
    if not done:
        print(f"Google did not answer; take the access back there too: {BY_HAND}")
    return 0


def _forget_channel(settings: Settings) -> None:
    from server.services.own_channel import MARK  # noqa: PLC0415

    with _opened(settings) as opened:
        opened.steps.set_mark(MARK, "", clock())


def _mode(args: argparse.Namespace) -> int:
    if args.mode:
        keep_mode(args.mode)
    found = resolved(args)
    if args.mode:
        note_deed(found.settings, "setting.change", f"youtube_mode = {args.mode}")
    mode, origin = found.settings.youtube_mode, found.origins["youtube_mode"]
    print(MODE_SAID[mode], f"({origin})")
    if args.mode and args.mode != mode:
        raise InvalidError(f"youtube_mode = {args.mode} was kept, but {origin} is stronger.")
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "login": _login,
    "status": _status,
    "logout": _logout,
    "mode": _mode,
}

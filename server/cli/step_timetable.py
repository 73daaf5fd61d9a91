"""`rubato timestep install`: steps by themselves, by systemd or by cron."""

import argparse
import sys
from pathlib import Path

from server.adapters.timetable import UNITS, Cron, Systemd
from server.cli.opened import FLAG
from server.cli.server_client import FLAGS
from server.core.errors import InvalidError, UnavailableError
from server.core.settings import BY_NAME, Settings
from server.core.step.timetable import EVERY, MARK, cron_line, service, timer, with_line
from server.paths import data_path


def add_install(parser: argparse.ArgumentParser) -> None:
    """Add its flags."""
    add = parser.add_argument
    add("--every", type=int, choices=EVERY, default=30, metavar="MINUTES", help=f"{_every()} (30)")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--systemd", action="store_true", help="by a timer of systemd")
    way.add_argument("--cron", action="store_true", help="by cron")
    add("--show", action="store_true", help="show what would be written, and write nothing")
    add("--remove", action="store_true", help="take it away again")
    parser.set_defaults(act=install)


def _every() -> str:
    return ", ".join(map(str, EVERY))


def install(args: argparse.Namespace, _settings: Settings) -> int:
    """Install it by what there is: systemd before cron."""
    if args.remove:
        return _removed(args)
    by_cron = args.cron or not (args.systemd or Systemd.runs())
    if args.show:
        print(_line(args) if by_cron else "\n".join(_units(args).values()))
    elif by_cron:
        _by_cron(args)
    else:
        _by_systemd(args)
    return 0


def _by_systemd(args: argparse.Namespace) -> None:
    systemd = Systemd()
    systemd.write(_units(args))
    print(f"{' and '.join(UNITS)} are written into {systemd.folder}.")
    if not Systemd.runs():
        print(f"Enable it with: systemctl --user enable --now {UNITS[1]}")
        return
    systemd.enable()
    print("It runs; to let it run while you are not signed in: loginctl enable-linger")


def _by_cron(args: argparse.Namespace) -> None:
    if not Cron.runs():
        raise UnavailableError(
            "There is neither systemd nor cron here; let whatever starts things run this:\n"
            + _line(args)
        )
    Cron.write(with_line(Cron.read(), _line(args)))
    print("Your table of cron has the line now; `crontab -l` shows it.")


def _removed(args: argparse.Namespace) -> int:
    gone = not args.cron and Systemd().remove()
    if not args.systemd and by_cron():
        Cron.write(with_line(Cron.read(), ""))
        gone = True
    print("It is gone." if gone else "It was not installed.")
    return 0 if gone else 1


def by_cron() -> bool:
    """Tell whether our line stands in the table."""
    return Cron.runs() and any(line.endswith(MARK) for line in Cron.read().splitlines())


def written_down() -> str:
    """Give the text of the timer, or of cron's table, that starts steps here; empty: nothing."""
    timer = Systemd().folder / UNITS[1]
    if Systemd().there():
        return timer.read_text(encoding="utf-8", errors="replace")
    return Cron.read() if Cron.runs() else ""


def _units(args: argparse.Namespace) -> dict[str, str]:
    folder = data_path("config") / "systemd"
    texts = [(folder / name).read_text(encoding="utf-8") for name in UNITS]
    made = service(texts[0], _words(args), str(Path.cwd()))
    return dict(zip(UNITS, (made, timer(texts[1], args.every)), strict=True))


def _line(args: argparse.Namespace) -> str:
    return cron_line(_words(args), str(Path.cwd()), args.every)


def _words(args: argparse.Namespace) -> list[str]:
    """Give the command: this very Python, as a service knows no environment of a shell."""
    # The folder of a `.env` and, in a checkout, of this package is where it is installed from.
    words = [sys.executable, "-m", "server.cli"]
    config = ["--config", str(args.config.resolve())] if args.config else []
    given = vars(args)
    for name in FLAGS:
        if BY_NAME[name].secret and given.get(FLAG + name) is not None:
            raise InvalidError(
                f"--{name.replace('_', '-')} may hold a password, which everybody would read in a "
                f"timetable; put {name} into rubato.toml or .env."
            )
    flags = [
        word
        for name in FLAGS
        if given.get(FLAG + name) is not None
        for word in (f"--{name.replace('_', '-')}", str(given[FLAG + name]))
    ]
    return [*words, *config, "timestep", *flags, "run", "--quiet"]

"""Set up what running and testing need: the virtual environment, Node's tools, system programs.

Only the standard library, since this is what runs before anything is installed.
Every step looks first and does nothing where nothing is missing, so it works offline then.
"""

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


class Program(NamedTuple):
    """A system program: what it is for, and how it is seen to be there."""

    purpose: str
    commands: tuple[str, ...] = ()
    """On the PATH; any of them will do."""
    paths: tuple[str, ...] = ()
    """Or patterns beneath the root of the file system."""


PROGRAMS = {  # Debian package → program
    "chromium": Program("the browser Rubato plays in", ("chromium", "chromium-browser")),
    "libatomic1": Program(
        "without which Playwright can't drive the browser",
        paths=("usr/lib/*/libatomic.so.1", "usr/lib*/libatomic.so.1"),
    ),
    "jackd2": Program("virtual MIDI ports for the tests", ("jackd",)),
    "ffmpeg": Program("sound files that are not WAV", ("ffmpeg",)),
    "flite": Program("voices that speak to the tests", ("flite",)),
    "caddy": Program("the proxy before a server that others reach", ("caddy",)),
    "postgresql": Program(
        "one run of the storage tests", ("initdb",), ("usr/lib/postgresql/*/bin/initdb",)
    ),
}


def main(arguments: list[str] | None = None) -> None:
    """Run one step: `python EXTRA`, `node` or `system PACKAGE...`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("python").add_argument("extra", choices=("demo", "dev"))
    steps.add_parser("node")
    steps.add_parser("system").add_argument("packages", nargs="+", choices=PROGRAMS)
    options = parser.parse_args(arguments)
    if options.step == "python":
        install_python(options.extra)
    elif options.step == "node":
        install_node()
    else:
        install_system(options.packages)


def install_python(extra: str) -> None:
    """Install Rubato in .venv from this tree, at the pinned versions."""
    if sys.version_info < (3, 11):  # noqa: UP036  this runs before any installer has looked
        stop(f"Rubato needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")
    if not works(VENV_PYTHON, "-c", ""):
        say("Making .venv")
        ensure_venv_module()
        run(sys.executable, "-m", "venv", "--clear", VENV)
    if not works(VENV_PYTHON, "-m", "pip", "--version"):  # made by uv, or interrupted
        run(VENV_PYTHON, "-m", "ensurepip")
    say(f"Installing Rubato's Python packages ({extra})")
    pip = (VENV_PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    # The build tool first and no isolation after: a later run then needs no network.
    # docopt, which num2words wants, comes as source only, and needs a build tool of its own.
    run(*pip, "-c", "constraints.txt", "hatchling", "docopt")
    run(*pip, "-c", "constraints.txt", "--no-build-isolation", "-e", f".[{extra}]")


def ensure_venv_module() -> None:
    """Debian keeps what `python -m venv` needs in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not apt_install([package]):
            stop(f"Python's venv module is missing. Type: {apt_command([package])}")


def install_node() -> None:
    """Install the pinned development tools; nothing of them ships."""
    npm = shutil.which("npm")
    if npm is None or not works(
        "node", "-e", "process.exit(+(parseInt(process.versions.node) < 20))"
    ):
        stop(
            "Node 20 or later with npm is missing. Get it from https://nodejs.org, then try again."
        )
    say("Installing the JavaScript tools")
    run(npm, "ci", "--loglevel=error", "--prefer-offline", "--no-audit", "--no-fund")


def install_system(packages: list[str]) -> None:
    """Install the missing programs, or name them; their tests then skip and say so."""
    if sys.platform != "linux":
        return  # each test that skips names what it needs
    missing = [name for name in packages if not present(PROGRAMS[name])]
    if not missing or apt_install(missing):
        return
    for name in missing:
        say(f"Missing: {name}, {PROGRAMS[name].purpose}.")
    say(f"To get them, type: {apt_command(missing)}")


def present(program: Program) -> bool:
    """Whether the program, by any of its signs, is there."""
    found = (path for pattern in program.paths for path in Path("/").glob(pattern))
    return any(map(shutil.which, program.commands)) or any(found)


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where that is possible without asking anybody."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"Installing {' '.join(packages)}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    return works("apt-get", "update", "-qq") and works(
        "apt-get", "install", "-qq", "--no-install-recommends", *packages
    )


def apt_command(packages: list[str]) -> str:
    """Return what a person types to get these packages."""
    return f"sudo apt-get install {' '.join(packages)}"


def run(*command: str | Path) -> None:
    """Run a command quietly; where it fails, show what it said and stop."""
    output = attempt(*command)
    if output is not None:
        stop(f"{output}\nThis failed: {' '.join(map(str, command))}")


def works(*command: str | Path) -> bool:
    """Run a command quietly and tell whether it succeeded."""
    return attempt(*command) is None


def attempt(*command: str | Path) -> str | None:
    """Run a command in the root of the tree; return what it said if it failed."""
    try:
        result = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    except OSError as error:
        return str(error)
    return result.stdout if result.returncode else None


def say(line: str) -> None:
    """Tell the person at the terminal, at once."""
    print(line, flush=True)


def stop(message: str) -> NoReturn:
    """End with a message that says what to do."""
    sys.exit(message)


if __name__ == "__main__":
    main()

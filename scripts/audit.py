"""Ask what is known to be vulnerable in what is installed: by pip-audit and by npm audit.

    python scripts/audit.py [--anew]

Fails on what has a fix and is not accepted in accepted.toml, with a reason and until a day.  Where
the network does not answer that is said, and is no failure.  What was found is kept for a day.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("constraints.txt", "package-lock.json")
ACCEPTED = ROOT / "scripts" / "accepted.toml"
CACHE = ROOT / ".venv" / ".audit.json"
PATIENCE = 120
"""Seconds for all Python packages, once a day; npm asks once for all."""
PIP = ("-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off",
       "--timeout", "5", "-f", "json", "-r")  # fmt: skip
NPM = ("npm", "audit", "--json", "--fetch-retries=0", "--fetch-timeout=5000")


class Known(NamedTuple):
    """One vulnerability that is known of a package."""

    package: str
    version: str
    id: str
    fixed: str
    """The versions that have it no more; empty: none does."""


def of_pip(told: Mapping[str, Any]) -> Sequence[Known] | None:
    """Read what pip-audit found; nothing where nobody answered about any of it."""
    packages = told.get("dependencies", [])
    if not any("vulns" in one for one in packages):
        return None
    return [
        Known(one["name"], one["version"], found["id"], ", ".join(found["fix_versions"]))
        for one in packages
        for found in one.get("vulns", [])
    ]


def of_npm(told: Mapping[str, Any]) -> Sequence[Known] | None:
    """Read what npm audit found; nothing where nobody answered."""
    if "vulnerabilities" not in told:
        return None
    return [
        Known(name, one["range"], str(via.get("url", "")).rpartition("/")[2], _fix(one))
        for name, one in told["vulnerabilities"].items()
        for via in one["via"]
        if isinstance(via, dict)
    ]


def _fix(one: Mapping[str, Any]) -> str:
    fix = one.get("fixAvailable")
    return str(fix.get("version", "")) if isinstance(fix, dict) else "newer" * bool(fix)


def refused(
    found: Sequence[Known], accepted: Sequence[Mapping[str, Any]], today: date
) -> Sequence[Known]:
    """Give those that have a fix, and that nobody accepted until a day to come."""
    let = {(one["package"], one["id"]) for one in accepted if one["until"] >= today}
    return [one for one in found if one.fixed and (one.package, one.id) not in let]


def run(command: Sequence[str]) -> Mapping[str, Any]:
    """Run a tool that prints JSON; an empty object where it does not, or takes too long."""
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        told = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def python_packages() -> Sequence[Known] | None:
    """Ask about one package first, so that nobody is asked two hundred times for nothing."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    one = next(line for line in lines if line.startswith("idna=="))
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "one.txt"
        first.write_text(f"{one}\n", encoding="utf-8")
        if of_pip(run((sys.executable, *PIP, str(first)))) is None:
            return None
    return of_pip(run((sys.executable, *PIP, "constraints.txt")))


def asked() -> Mapping[str, Sequence[Known] | None]:
    """Ask both."""
    return {"Python": python_packages(), "JavaScript": of_npm(run(NPM))}


def state(today: date) -> str:
    """Give what the answer hangs on: what is installed, and the day."""
    digest = sha256()
    for name in LOCKS:
        digest.update((ROOT / name).read_bytes())
    return f"{today} {digest.hexdigest()}"


def remembered(now: str) -> Mapping[str, Sequence[Known] | None] | None:
    """Give what was found of the very same today."""
    try:
        kept = json.loads(CACHE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if kept.get("state") != now:
        return None
    return {name: [Known(*one) for one in found] for name, found in kept["found"].items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, and say what was found; 1 where something must be mended."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--anew", action="store_true", help="ask though it was asked today")
    options = parser.parse_args(arguments)
    today = datetime.now(UTC).date()
    found = None if options.anew else remembered(state(today))
    if found is None:
        found = asked()
        if CACHE.parent.is_dir() and None not in found.values():
            CACHE.write_text(json.dumps({"state": state(today), "found": found}), encoding="utf-8")
    accepted = tomllib.loads(ACCEPTED.read_text(encoding="utf-8")).get("accepted", [])
    return max(said(name, known, accepted, today) for name, known in found.items())


def said(
    name: str, known: Sequence[Known] | None, accepted: Sequence[Mapping[str, Any]], today: date
) -> int:
    """Say what is known of one kind of packages; 1 where something must be mended."""
    if known is None:
        print(f"audit: {name}: skipped, since nobody answers about these packages from here.")
        return 0
    wrong = refused(known, accepted, today)
    for one in known:
        mark = "MEND" if one in wrong else "known"
        fix = f"fixed in {one.fixed}" if one.fixed else "no fix yet"
        print(f"audit: {name}: {mark} {one.package} {one.version}: {one.id}, {fix}")
    print(f"audit: {name}: {len(known)} known, {len(wrong)} to be mended.")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())

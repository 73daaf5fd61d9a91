"""Sessions recorded in one Chromium and replayed in another: how much of them, and what is noticed.

Each is recorded on a site of ours, kept as a file, and replayed in a new profile: on the site as it
was, where every command should be done again, and on the site with each of its changes, where all
that matters should be told of, and nothing else should stop it.  Names choose some of them.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import missing, print_head, print_row
from tests.e2e.harness_browser import Browser, started
from tests.e2e.harness_rehearsal import record, replay
from tests.e2e.harness_replayed import SESSIONS, Change, Recorded
from tests.e2e.harness_sites import Site, serving_site

COLUMNS = ("commands", "replayed", "changes", "matter", "noticed", "stopped")
"""Stopped: at changes that matter to nobody, falsely."""


@dataclass
class Result:
    """What came of one session."""

    commands: int = 0
    replayed: int = 0
    matter: int = 0
    noticed: int = 0
    falsely: int = 0
    harmless: int = 0
    told: list[str] = field(default_factory=list)
    """What was not as it should be."""


def main(words: Sequence[str] | None = None) -> None:
    """Print the table, or why there is none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of sessions; all where none is named")
    parser.add_argument("--told", action="store_true", help="also what each replay came to")
    args = parser.parse_args(words)
    if why := missing("chromium"):
        print(f"replayed sessions: {why}")
        return
    chosen = [one for one in SESSIONS if not args.names or one.name in args.names]
    with TemporaryDirectory() as folder, serving_site() as site:
        with started(Path(folder) / "records") as browser:
            files = [record(browser, site, one) for one in chosen]
        results = []
        print_head("session", *COLUMNS)
        for at, (one, file) in enumerate(zip(chosen, files, strict=True)):
            with started(Path(folder) / f"replays-{at}") as browser:
                results.append(measure(browser, site, one, file, told=args.told))
            print_row(one.name, *_cells(results[-1]))
    tell(results)


def measure(browser: Browser, site: Site, one: Recorded, file: bytes, *, told: bool) -> Result:
    """Replay one session, unchanged and with each change."""
    result = Result()
    site.alter()
    # A person would fill in what is secret; nobody is there.
    wish = {"differs": "skip" if one.secret else "stop"}
    over = replay(browser, site, one, file, **wish)
    report = over["report"]
    result.commands, result.replayed = over["of"] - one.secret, report["done"]
    if report["done"] + one.secret < over["of"] or len(report["differences"]) > one.secret:
        result.told.append(f"{one.name}, unchanged: {_differences(report)}")
    for change in one.changes:
        site.alter(*change.altered)
        report = replay(browser, site, one, file, **wish)["report"]
        _count(result, one, change, report)
        if told:
            print(f"    {change.what}: {_differences(report)}")
    return result


def _count(result: Result, one: Recorded, change: Change, report: dict[str, Any]) -> None:
    noticed = len(report["differences"]) > one.secret
    if change.matters:
        result.matter += 1
        result.noticed += noticed
    else:
        result.harmless += 1
        result.falsely += noticed
    if noticed != change.matters:
        result.told.append(f"{one.name}, {change.what}: {_differences(report)}")


def _differences(report: dict[str, Any]) -> str:
    told = [
        f"{each['kind']} at step {each['step']['number']} {each['step']['command']}{_why(each)}"
        for each in report["differences"]
    ]
    return f"{report['done']} done; {'; '.join(told) or 'nothing differed'}"


def _why(difference: dict[str, Any]) -> str:
    return f" ({difference['why']['key']})" if "why" in difference else ""


def _cells(one: Result) -> Iterator[float | str]:
    yield from (one.commands, one.replayed, one.matter + one.harmless)
    yield from (one.matter, one.noticed, one.falsely)


def tell(results: Sequence[Result]) -> None:
    """Print what they came to together."""
    commands, replayed = (sum(one.commands for one in results), sum(r.replayed for r in results))
    matter, noticed = (sum(one.matter for one in results), sum(one.noticed for one in results))
    harmless, falsely = (sum(one.harmless for one in results), sum(one.falsely for one in results))
    print(f"\ncommands replayed, unchanged   {100 * replayed / commands:.1f} % of {commands}")
    print(f"changes that matter noticed    {100 * noticed / max(1, matter):.1f} % of {matter}")
    print(f"harmless changes stopped at    {falsely} of {harmless}")
    for line in (line for one in results for line in one.told):
        print(f"  not as it should be: {line}")


if __name__ == "__main__":
    main()

"""How the parts of a running installation are: judged from what was seen of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.core.checkup import Finding, Level
from server.core.step_ports import StepDone

STATES: Mapping[Level, str] = {"fine": "ok", "note": "warning", "wrong": "failed"}
"""What programs are told of each level."""
SLOW_WRITE = 1_000
"""Ms of a write of one row, from which on everything that writes is felt to wait."""
INSTALL = "rubato timestep install"
OLD_STEP = 2 * 86_400_000
"""Ms since the last step, from which on a timetable does not do what it is there for."""


def shown(finding: Finding) -> dict[str, str]:
    """Show one for programs."""
    state = STATES[finding.level]
    return {"part": finding.part, "state": state, "said": finding.said, "mend": finding.mend}


def late(part: str, seconds: float) -> Finding:
    """Say of a part that it does not even answer."""
    said = f"did not answer within {seconds:g} s"
    return Finding(part, "wrong", said, "look into the server's log; start it anew if this stays")


def write_finding(dialect: str, took: int) -> Finding:
    """Judge a row that was written; ms."""
    said = f"{dialect}, a row was written in {took} ms"
    if took < SLOW_WRITE:
        return Finding("Database", "fine", said)
    return Finding("Database", "note", said, "see query.slow in the log; is the disk busy or full?")


def index_finding(passages: int, standing: Mapping[str, Any] | None) -> Finding:
    """Judge whether what the database holds is found; `standing` of the index, if there is one."""
    if standing is None:
        if not passages:
            return Finding("Index", "fine", "the library is empty")
        said = f"{passages} passages are being read from the database"
        return Finding("Index", "note", said, "wait a little; searches find what is there by then")
    if standing["problem"]:
        said = str(standing["problem"])
        return Finding(
            "Index", "wrong", said, "the embedder's own page says more; or choose another"
        )
    if standing["passages"] != passages:
        said = f"{standing['passages']} of {passages} passages are found"
        return Finding("Index", "note", said, "wait a little; it is read from the database again")
    if standing["waiting"]:
        said = f"{standing['waiting']} of {passages} passages wait for a vector"
        return Finding("Index", "note", said, "wait: it goes on by itself, and words are found now")
    return Finding("Index", "fine", f"{passages} passages, all in step")


def voices_finding(
    installed: Sequence[str], problems: Sequence[str], mend: str = "rubato voices list says more"
) -> Finding:
    """Judge who speaks."""
    if problems:
        return Finding("Voices", "wrong", "; ".join(problems), mend)
    if installed:
        return Finding("Voices", "fine", ", ".join(installed))
    return Finding("Voices", "note", "the embedded ones speak", "rubato voices install NAME")


def midi_finding(problem: str | None, ports: Sequence[Mapping[str, Any]]) -> Finding:
    """Judge the bridge to keyboards."""
    if problem:
        return Finding("MIDI", "note", problem, "the panel finds keyboards itself, by Web MIDI")
    if not ports:
        return Finding("MIDI", "note", "no keyboard is plugged in",
                       "plug one in; the panel has keys on the screen, too")  # fmt: skip
    shut = [str(port["name"]) for port in ports if not port["open"]]
    if shut:
        said = f"{', '.join(shut)} cannot be opened"
        return Finding("MIDI", "wrong", said, "close what else uses it, and plug it in again")
    return Finding("MIDI", "fine", ", ".join(str(port["name"]) for port in ports))


def jobs_finding(waiting: int, most: int, problems: Sequence[str]) -> Finding:
    """Judge what waits to be written down; `problems`: why somebody cannot write at all."""
    if waiting >= most:
        said = f"{waiting} recordings wait, and no more are taken"
        return Finding("Jobs", "wrong", said, "wait until one is written down")
    said = f"{waiting} of {most} recordings wait" if waiting else "nothing waits"
    if problems:
        return Finding("Jobs", "note", f"{said}; {'; '.join(problems)}",
                       "rubato doctor says what is missing")  # fmt: skip
    return Finding("Jobs", "fine", said)


def ear_finding(*, there: bool, heard: bool) -> Finding:
    """Judge what hears commands; `heard`: it runs."""
    if not there:
        return Finding("Ear", "note", "pocketsphinx is not installed: the browser hears",
                       "pip install pocketsphinx")  # fmt: skip
    return Finding("Ear", "fine", "listens" if heard else "starts when somebody speaks")


def step_finding(last: StepDone | None, way: str, now: int, *, running: bool) -> Finding:
    """Judge the last step; `way`: what starts them by itself (systemd, cron), or empty."""
    if running:
        return Finding("Steps", "fine", "one runs now")
    if last is None:
        return Finding("Steps", "note", "none was done yet", INSTALL)
    when = f"the last began {_ago(now - last.began)}"
    if problem := _step_problem(last):
        return Finding("Steps", "wrong", when + problem, f"rubato timestep log {last.id}")
    if not way:
        return Finding("Steps", "note", f"{when}, and nothing starts them by itself", INSTALL)
    if now - last.began > OLD_STEP:
        said = f"{when}, though {way} starts them"
        return Finding("Steps", "wrong", said, f"look whether {way} runs")
    return Finding("Steps", "fine", f"{when}, and all went well")


def _step_problem(last: StepDone) -> str:
    if last.ended is None:
        return " and broke off"
    failed = [one.task for one in last.tasks if one.outcome.ending == "failed"]
    return f"; failed: {', '.join(failed)}" if failed else ""


def _ago(ms: int) -> str:
    for size, noun in ((86_400_000, "day"), (3_600_000, "hour")):
        if count := ms // size:
            return f"{count} {noun}{'s' if count > 1 else ''} ago"
    return "within the hour"

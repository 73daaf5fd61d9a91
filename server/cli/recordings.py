"""`rubato recordings`: what was played and filmed, with its files, takes, topics and scores."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.recording_sending import send
from server.cli.server_client import FLAGS, server_client, told
from server.core.errors import InvalidError
from server.core.library.times import clock_time
from server.core.takes import take_by_hand

if TYPE_CHECKING:
    import httpx

PLACE = "/v1/recordings/performances"
EPILOG = """\
examples:
  rubato recordings
  rubato recordings list --search cadenza --year 2026 --least 7
  rubato recordings add trial.mid film.mp4 film.srt --name "Trial 3" --topic harmony
  rubato recordings add --video https://youtu.be/dQw4w9WgXcQ --name "The fugue"
  rubato recordings add comment.wav --to 3f2a9c0d11e8b7aa --feedback --offset 1500
  rubato recordings takes 3f2a9c0d11e8b7aa --set 1:05-4:20
  rubato recordings topics 3f2a9c0d11e8b7aa harmony bach --take 2
  rubato recordings score 3f2a9c0d11e8b7aa 8
  rubato recordings score 3f2a9c0d11e8b7aa 9 --take 2

What a file is, its bytes say. One that broke off is sent on from there when it is added again.
Instead of a recording's id, that of its video on YouTube will do. Offsets are ms of its clock.
Exit code: 0 done; 1 no such recording, or nothing was found; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato recordings` with its actions."""
    parser = subparsers.add_parser(
        "recordings",
        help="list, add, show, cut, rate and delete recordings",
        description="What was played, filmed and said, on one clock, in takes.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="ACTION")
    listing = actions.add_parser("list", help="list them (also without an action)")
    _add_sought(listing)
    adding = actions.add_parser("add", help="make one of files, or add files to one")
    _add_adding(adding)
    show = actions.add_parser("show", help="show one with its files, takes and transcript")
    takes = actions.add_parser("takes", help="list, find or set its takes")
    topics = actions.add_parser("topics", help="say which topics it, or a take, belongs to")
    score = actions.add_parser("score", help="rate it, or a take")
    delete = actions.add_parser("delete", help="delete it; its files stay unless said")
    for action in (show, takes, topics, score, delete):
        action.add_argument("id", metavar="ID")
    takes.add_argument("--find", action="store_true", help="find them anew, by markers and keys")
    takes.add_argument("--set", metavar="START-END", help="set one by hand, e.g. 1:05-4:20")
    takes.add_argument("--name", default="", help="what the take set is called")
    takes.add_argument("--remove", type=int, metavar="NUMBER", help="delete a take")
    topics.add_argument("topics", nargs="*", metavar="TOPIC", help="none: show them")
    topics.add_argument("--take", type=int, metavar="NUMBER", help="of this take only")
    topics.add_argument("--none", action="store_true", help="take it out of all")
    score.add_argument("score", type=int, metavar="SCORE", help="0 to 10")
    score.add_argument("--take", type=int, metavar="NUMBER", help="this take only")
    delete.add_argument("--files", action="store_true", help="its files too")
    acts = ((listing, _list), (adding, _add), (show, _show), (takes, _takes), (topics, _topics))
    for action, act in (*acts, (score, _score), (delete, _delete)):
        action.set_defaults(act=act)
        action.add_argument("--json", action="store_true", help="print JSON, for programs")
    # Without an action it lists.
    defaults = {name: listing.get_default(name) for name in (*SOUGHT, "limit")}
    parser.set_defaults(act=_list, **defaults)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(json=False)
    add_flags(parser, *FLAGS)


SOUGHT = {"search": "text", "topic": "topic", "year": "year", "least": "least"}
"""Flags, and what the server calls them."""


def _add_sought(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--search", default="", metavar="WORDS", help="of names, of what is said, and of notes")
    add("--topic", default="", help="a topic that it, or a take, belongs to")
    add("--year", type=int, help="when it was played")
    add("--least", type=int, metavar="SCORE", help="it, or a take, rated so or better, 0 to 10")
    add("--limit", type=int, default=50, help="how many (50)")


def _add_adding(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("files", nargs="*", type=Path, metavar="FILE", help="MIDI, sound, video or transcript")
    add("--to", metavar="ID", help="the recording they are added to; none: a new one")
    add("--name", default="", help="what it is called; else as its first file")
    add("--video", default="", metavar="ADDRESS", help="its video on YouTube")
    add("--recorded", default="", metavar="DAY", help="when it was played, e.g. 2026-11-21")
    add("--shared", action="store_true", help="everybody here may see it and add feedback")
    add("--topic", action="append", default=[], help="a topic it belongs to; may be repeated")
    add("--offset", type=int, default=0, metavar="MS", help="where the files begin on its clock")
    add("--feedback", action="store_true", help="they comment on what was played")
    add("--language", action="append", default=[], help="what the notes are read in")


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    with server_client(args) as client:
        code: int = args.act(client, args)
    return code


def _list(client: "httpx.Client", args: argparse.Namespace) -> int:
    given = {wanted: getattr(args, flag) for flag, wanted in SOUGHT.items()}
    params = {name: value for name, value in given.items() if value not in {"", None}}
    found = told(client.get(PLACE, params=params | {"limit": args.limit}))["performances"]
    if args.json:
        _print(found)
    else:
        for one in found:
            print(_line(one))
            for note in one["found"]:
                print(_note_line(str(client.base_url).rstrip("/"), note))
        print("" if found else "There is no recording that fits.", end="" if found else "\n")
    return 0 if found else 1


def _add(client: "httpx.Client", args: argparse.Namespace) -> int:
    if not (args.files or args.video):
        raise InvalidError("Name files, or the address of a video with --video.")
    files = [(file, send(client, file, quiet=args.json)) for file in args.files]
    held = _id(args.to) if args.to else _made(client, args)
    whole = told(client.get(f"{PLACE}/{held}"))
    there = {track["recording"] for track in whole["tracks"]}
    for file, recording in files:
        if recording in there:
            continue
        track = {
            "recording": recording,
            "name": file.stem,
            "offset_ms": args.offset,
            "feedback": args.feedback,
            "languages": args.language,
        }
        whole = told(client.post(f"{PLACE}/{held}/tracks", json=track))
        there = {one["recording"] for one in whole["tracks"]}
    if args.topic:
        whole = told(client.put(f"{PLACE}/{held}/topics", json={"topics": args.topic}))
    return _shown(args, whole)


def _made(client: "httpx.Client", args: argparse.Namespace) -> str:
    name = args.name or (args.files[0].stem if args.files else args.video)
    made = {"name": name, "video": args.video, "shared": args.shared}
    if args.recorded:
        made["recorded"] = _ms(args.recorded)
    return str(told(client.post(PLACE, json=made))["id"])


def _show(client: "httpx.Client", args: argparse.Namespace) -> int:
    return _shown(args, told(client.get(_path(args))))


def _takes(client: "httpx.Client", args: argparse.Namespace) -> int:
    path = _path(args)
    if args.set:
        take = take_by_hand(args.set)
        span = {"from_ms": round(take.start_ms), "to_ms": round(take.end_ms), "name": args.name}
        told(client.post(f"{path}/takes", json=span))
    if args.find:
        told(client.post(f"{path}/takes/find", json={}))
    if args.remove is not None:
        number = _take(told(client.get(path)), args.remove)["id"]
        told(client.delete(f"{path}/takes/{number}"))
    whole = told(client.get(path))
    if args.json:
        _print(whole["takes"])
    else:
        print(*map(_take_line, whole["takes"]), sep="\n")
    return 0 if whole["takes"] else 1


def _topics(client: "httpx.Client", args: argparse.Namespace) -> int:
    path = _path(args)
    whole = told(client.get(path))
    held = whole if args.take is None else _take(whole, args.take)
    if args.topics or args.none:
        part = path if args.take is None else f"{path}/takes/{held['id']}"
        whole = told(client.put(f"{part}/topics", json={"topics": args.topics}))
        held = whole if args.take is None else _take(whole, args.take)
    if args.json:
        _print(held["topics"])
    else:
        print(", ".join(["ALL", *held["topics"]]))
    return 0


def _score(client: "httpx.Client", args: argparse.Namespace) -> int:
    path = part = _path(args)
    if args.take is not None:
        part = f"{path}/takes/{_take(told(client.get(path)), args.take)['id']}"
    whole = told(client.put(f"{part}/score", json={"value": args.score}))
    held = whole if args.take is None else _take(whole, args.take)
    if args.json:
        _print({"score": held["score"]})
    else:
        name = whole["name"] if args.take is None else f"{whole['name']}, take {args.take}"
        print(f"{name}: {held['score']}")
    return 0


def _delete(client: "httpx.Client", args: argparse.Namespace) -> int:
    held = told(client.get(_path(args)))["id"]
    told(client.delete(f"{PLACE}/{held}", params={"files": args.files}))
    if args.json:
        _print({"deleted": held})
    return 0


def _shown(args: argparse.Namespace, whole: dict[str, Any]) -> int:
    if args.json:
        _print(whole)
        return 0
    print(_line(whole | {"takes": len(whole["takes"]), "tracks": len(whole["tracks"])}))
    if whole["video"]["address"]:
        print(f"video: {whole['video']['address']}")
    for track in whole["tracks"]:
        about = f"feedback by {track['by']}" if track["feedback"] else track["media_type"]
        print(f"{track['role']}: {track['name']} ({about}) from {track['offset_ms']} ms")
    for take in whole["takes"]:
        print(_take_line(take))
    for line in whole["transcript"]:
        print(f"  {clock_time(max(line['from_ms'], 0))} {line['text']}")
    return 0


def _line(one: dict[str, Any]) -> str:
    day = datetime.fromtimestamp(one["recorded"] / 1000, UTC).date()
    counts = f"{one['takes']} takes, {one['tracks']} files"
    rated = "" if one["score"] is None else f"(rated {one['score']})"
    best = one.get("best_take")
    best = "" if best is None else f"(best take {best})"
    parts = [one["id"], str(day), one["name"], counts, ", ".join(one["topics"]), rated, best]
    return "  ".join(part for part in parts if part)


def _note_line(server: str, note: dict[str, Any]) -> str:
    return f"    {clock_time(max(note['at_ms'], 0))}  {note['text']}  {server}{note['address']}"


def _take_line(take: dict[str, Any]) -> str:
    begins, ends = (clock_time(max(take[edge], 0)) for edge in ("from_ms", "to_ms"))
    rated = "" if take["score"] is None else f"(rated {take['score']})"
    topics = ", ".join(take["topics"])
    parts = [f"{take['number']}.", f"{begins}-{ends}", take["name"], topics, rated]
    return "  ".join(part for part in parts if part)


def _take(whole: dict[str, Any], number: int) -> dict[str, Any]:
    for take in whole["takes"]:
        if take["number"] == number:
            return dict(take)
    raise InvalidError(f"There is no take {number} in it; `rubato recordings takes` lists them.")


def _path(args: argparse.Namespace) -> str:
    return f"{PLACE}/{_id(args.id)}"


def _id(given: str) -> str:
    if not given.replace("-", "").replace("_", "").isalnum():
        raise InvalidError(f"{given!r} is no recording; `rubato recordings` lists their ids.")
    return given


def _ms(day: str) -> int:
    try:
        return int(datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC).timestamp() * 1000)
    except ValueError as error:
        raise InvalidError(f"{day!r} is no day; write it as 2026-11-21.") from error


def _print(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))

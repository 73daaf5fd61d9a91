"""What `rubato words` does: each action asks the server, and gives JSON and a text."""

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from server.cli.server_client import told
from server.core.dictionary.forms import FORMS
from server.core.dictionary.words import meaning_of
from server.core.errors import InvalidError
from server.core.library.times import clock_time

if TYPE_CHECKING:
    import httpx

Done = tuple[Any, str]


def listed(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """List the languages, or the words of one."""
    if not args.language:
        found = told(client.get("/v1/words/languages"))["languages"]
        return found, "\n".join(map(_language_line, found))
    path, words, after = f"/v1/languages/{quote(args.language, safe='')}/words", [], ""
    while True:
        page = told(client.get(path, params={"after": after, "limit": 1000}))
        words += page["words"]
        if not page["more"]:
            return words, "\n".join(map(_word_line, words)) or "It has no words yet."
        after = " ".join(map(str, words[-1]["keys"]))


def search(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Find words."""
    params = {"q": args.question, "by": args.by, "language": args.within, "limit": args.limit}
    found = told(client.get("/v1/words", params=params))
    lines = [_word_line(one) for one in found["words"]]
    more = found["count"] - len(lines)
    return found, "\n".join([*lines, *([f"and {more} more"] if more > 0 else [])]) or "None."


def show(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Show a word, and where it was played in recordings."""
    word = _word(client, args.of, args.keys)
    keys = " ".join(map(str, word["keys"]))
    params = {"language": word["language"], "keys": keys, "limit": args.limit}
    found = told(client.get("/v1/words/played", params=params))
    lines = [_played_line(str(client.base_url).rstrip("/"), one) for one in found["played"]]
    more = found["count"] - len(lines)
    none = "It was not played in any recording that was looked through."
    text = [_word_line(word), *(lines or [none]), *([f"and {more} more"] if more else [])]
    return word | found, "\n".join(text)


def _word(client: "httpx.Client", of: str, keys: str) -> Mapping[str, Any]:
    """Find a word by its number, or by its language and keys."""
    if not keys:
        if not of.isdigit():
            raise InvalidError("rubato words show ID, or: rubato words show LANGUAGE KEYS.")
        found: Mapping[str, Any] = told(client.get(f"/v1/words/{of}"))
        return found
    params: dict[str, str | int] = {"q": keys, "by": "keys", "language": of, "limit": 200}
    words = told(client.get("/v1/words", params=params))["words"]
    wanted = keys.replace("-", " ").split()
    own = (one for one in words if one["language"] == of and [*map(str, one["keys"])] == wanted)
    if (word := next(own, None)) is None:
        raise InvalidError(f"{of} has no word {keys}.")
    return dict(word)


def make(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Make a language."""
    body = {"name": args.language, "help": args.purpose, "about": args.about}
    made = told(client.post("/v1/languages", json=body))
    return made, f"{made['name']} is made."


def add(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Add a word."""
    body = _texts(args) | {"language": args.language, "keys": args.keys, "chord": args.chord}
    made = told(client.post("/v1/words", json=body))
    warnings = told(client.post("/v1/words/check", json=body | {"own": made["id"]}))["met"]
    lines = [f"{one['kind']}: {_word_line(one)}" for one in warnings]
    return made, "\n".join([f"added: {_word_line(made)}", *lines])


def edit(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Change a word; what is not said stays."""
    word = told(client.get(f"/v1/words/{args.id}"))
    fields = ("keys", "chord", "says", "meanings", "commands", "version")
    body = {name: word[name] for name in fields} | _texts(args)
    if args.keys:
        body["keys"] = args.keys
    changed = told(client.patch(f"/v1/words/{args.id}", json=body))
    return changed, f"changed: {_word_line(changed)}"


def remove(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Remove a word."""
    word = told(client.get(f"/v1/words/{args.id}"))
    told(client.delete(f"/v1/words/{args.id}", params={"version": word["version"]}))
    return word, f"removed: {_word_line(word)}; rubato words undo {word['language']} brings it back"


def take(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Take the words of a file in."""
    name = args.into or Path(args.file).name.split(".")[0]
    if args.file == "-" and not args.into:
        raise InvalidError("--into LANGUAGE says where words from standard input go.")
    params = {"form": args.form or form_of(args.file), "dry": args.dry_run}
    path = f"/v1/languages/{quote(name, safe='')}/import"
    done = told(client.post(path, params=params, content=_read(args.file)))
    would = "would be " if args.dry_run else ""
    return done, (
        f"{done['added']} words {would}added to {name}, {done['changed']} {would}changed, "
        f"{done['same']} there already"
    )


def export(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Print a language as a file."""
    path = f"/v1/languages/{quote(args.language, safe='')}/export"
    answer = client.get(path, params={"form": args.form or "toml"})
    if not answer.is_success:
        told(answer)
    return {"form": args.form or "toml", "text": answer.text}, answer.text.rstrip("\r\n")


def history(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """List what was changed."""
    numbered = args.of.isdigit()
    path = f"/v1/words/{args.of}" if numbered else f"/v1/languages/{quote(args.of, safe='')}"
    found = told(client.get(f"{path}/history"))["changes"]
    return found, "\n".join(map(_change_line, found)) or "Nothing was changed yet."


def undo(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """Take a change back."""
    path = f"/v1/languages/{quote(args.language, safe='')}/undo"
    done = told(client.post(path, json={"batch": args.change}))
    return done, "\n".join(map(_change_line, done["changes"]))


def proposals(client: "httpx.Client", args: argparse.Namespace) -> Done:
    """List what users would change, or decide about it."""
    if args.decision is None:
        found = told(client.get("/v1/words/proposals"))["proposals"]
        return found, "\n".join(map(_proposal_line, found)) or "There is none."
    if args.number is None:
        raise InvalidError(f"rubato words proposals {args.decision} N: N is its number.")
    path = f"/v1/words/proposals/{args.number}/{args.decision}"
    done = told(client.post(path, json={"why": args.why}))
    return done, f"{done['state']}: {_proposal_line(done)}"


def _texts(args: argparse.Namespace) -> dict[str, Any]:
    """Give what was said of a word; what was not is left out."""
    means = [meaning_of(one) for one in args.means or ()]
    given = {
        "says": args.says,
        "meanings": [{"text": one.text, "part": one.part} for one in means] or None,
        "commands": args.command,
    }
    return {name: value for name, value in given.items() if value is not None}


def form_of(file: str) -> str:
    """Tell a file's form by its name, the longest ending first."""
    forms = sorted(FORMS.values(), key=lambda form: -len(form.ending))
    found = next((form.name for form in forms if file.endswith(form.ending)), None)
    if found is None:
        raise InvalidError(f"--form says what {file} is: {', '.join(FORMS)}.")
    return found


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise InvalidError(f"{file} cannot be read: {error}") from error


def _language_line(one: Mapping[str, Any]) -> str:
    about = f" (about {one['about']})" if one["about"] else ""
    came = "; came with Rubato" if one["shipped"] else ""
    return f"{one['name']:<20} {one['words']:>6} words  {one['help']}{about}{came}"


def _word_line(one: Mapping[str, Any]) -> str:
    number = one["id"] if one.get("id") is not None else "-"
    return f"{number:>6}  {one['language']:<16} {_fields(one)}"


def _played_line(server: str, one: Mapping[str, Any]) -> str:
    day = datetime.fromtimestamp(one["recorded"] / 1000, UTC).strftime("%Y-%m-%d")
    at = clock_time(max(one["from_ms"], 0))
    return f"{day}  {at}  {one['name']}  {server}{one['address']}"


def _fields(one: Mapping[str, Any]) -> str:
    keys = ("-" if one["chord"] else " ").join(map(str, one["keys"]))
    meanings = [f"({each['part']}) {each['text']}" if each["part"] else each["text"]
                for each in one["meanings"]]  # fmt: skip
    texts = [", ".join(one["says"]), "; ".join(meanings), ", ".join(one["commands"])]
    return f"{keys:<16} {' · '.join(filter(None, texts))}"


def _change_line(one: Mapping[str, Any]) -> str:
    at = datetime.fromtimestamp(one["at"] / 1000, UTC).strftime("%Y-%m-%d %H:%M")
    note = f" ({one['note']})" if one["note"] else ""
    undone = ", taken back" if one["undone"] else ""
    word = _fields(one["after"] or one["before"])
    return f"{one['batch']:>6}  {at} {one['by']} {one['act']} {word}{note}{undone}"


def _proposal_line(one: Mapping[str, Any]) -> str:
    word = _fields(one["after"] or one["before"])
    what = "new" if one["before"] is None else "change" if one["after"] else "removal"
    return f"{one['id']:>6}  {one['state']} {what} in {one['language']} by {one['by']}: {word}"

"""`rubato personas`: who answers, as a list, as files, and by page."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, server_client, told
from server.core.chat.persona_file import personas_of, personas_text
from server.core.chat.personas import FIELDS, persona_of, persona_told
from server.core.errors import InvalidError, NotFoundError
from server.core.library.topics import key_of

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato personas
  rubato personas export > personas.toml
  rubato personas import personas.toml
  rubato personas for https://example.org/bach/fugues
  rubato personas remove Clara
  rubato ask "What is a stretto?" --persona Clara

A file has a table [personas.NAME] for each, with any of greeting, manner, voice, language, topics,
model, prompt, length, sampling.temperature and the like, and sites: where it answers by itself.
Exit code: 0 done; 1 no such persona, or a file that cannot be used; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato personas` with its actions."""
    parser = subparsers.add_parser(
        "personas",
        help="who answers: list, import, export and delete personas",
        description="Who answers, in which manner and voice, about what, and on which pages.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(act=_list, json=False)
    actions = parser.add_subparsers(metavar="ACTION")
    actions.add_parser("list", help="list them").set_defaults(act=_list)
    export = actions.add_parser("export", help="print them as a file")
    export.add_argument("name", metavar="NAME", nargs="?", help="one alone")
    export.set_defaults(act=_export)
    taken = actions.add_parser("import", help="make or change those of a file")
    taken.add_argument("file", metavar="FILE", help="- reads it from standard input")
    taken.set_defaults(act=_import)
    bound = actions.add_parser("for", help="tell who answers on a page by itself")
    bound.add_argument("address", metavar="ADDRESS")
    bound.set_defaults(act=_for)
    remove = actions.add_parser("remove", help="delete one; what was asked of it stays")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(act=_remove)
    # Before the action and behind it; what is not said leaves what was said before.
    for each in (parser, *actions.choices.values()):
        each.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="print JSON"
        )
    add_flags(parser, *FLAGS)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for."""
    with server_client(args) as client:
        done, text = args.act(client, args)
    print(json.dumps(done, indent=2, ensure_ascii=False) if args.json else text)
    return 0


def _every(client: "httpx.Client") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(client.get("/v1/personas"))["personas"]
    return found


def _list(client: "httpx.Client", _args: argparse.Namespace) -> tuple[Any, str]:
    found = _every(client)
    rows = [", ".join([one["name"], *one.get("sites", ())]) for one in found]
    return found, "\n".join(rows) or "There is no persona yet; rubato personas import FILE."


def _export(client: "httpx.Client", args: argparse.Namespace) -> tuple[Any, str]:
    found = [_named(client, args.name)] if args.name else _every(client)
    personas = [persona_of(_fields(one)) for one in found]
    return [persona_told(one) for one in personas], personas_text(personas).rstrip("\n")


def _import(client: "httpx.Client", args: argparse.Namespace) -> tuple[Any, str]:
    personas = personas_of(_read(args.file))
    held = {key_of(one["name"]): one for one in _every(client)}
    done = []
    for persona in personas:
        fields, before = persona_told(persona), held.get(key_of(persona.name))
        if before is None:
            done.append(told(client.post("/v1/personas", json=fields)))
        else:
            changed = {**fields, "version": before["version"]}
            done.append(told(client.put(f"/v1/personas/{before['id']}", json=changed)))
    return done, "\n".join(f"{one['name']} is kept." for one in done) or "The file has none."


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidError(f"{file} cannot be read: {error}") from error


def _for(client: "httpx.Client", args: argparse.Namespace) -> tuple[Any, str]:
    found = told(client.get("/v1/personas/for", params={"address": args.address}))["persona"]
    return found, found["name"] if found else "Nobody in particular."


def _remove(client: "httpx.Client", args: argparse.Namespace) -> tuple[Any, str]:
    persona = _named(client, args.name)
    told(client.delete(f"/v1/personas/{persona['id']}"))
    return persona, f"{persona['name']} is deleted; what was asked stays."


def _named(client: "httpx.Client", name: str) -> dict[str, Any]:
    found = next((one for one in _every(client) if key_of(one["name"]) == key_of(name)), None)
    if found is None:
        raise NotFoundError(f"There is no persona “{name[:60]}”; rubato personas lists them.")
    return found


def _fields(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name in FIELDS}

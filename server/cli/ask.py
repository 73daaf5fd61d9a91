"""`rubato ask` and `rubato search`: from the terminal, over the same topics as everywhere."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from server.cli.opened import add_flags
from server.cli.server_client import FLAGS, events_of, server_client
from server.core.chat.again import STEPS
from server.core.chat.prompts import LENGTHS
from server.core.chat.steps import WAYS
from server.core.errors import InvalidError
from server.core.library.times import clock_time

if TYPE_CHECKING:
    import httpx

EPILOG = """\
examples:
  rubato ask "When was Bach born?"
  rubato ask "How does a fugue begin?" --topic harmony --length sentence
  rubato ask "How do Bach's and Mozart's fugues differ?" --way plan --check
  rubato ask "And how does it end?" --after 3f2a9c0d11e8b7aa
  rubato ask --again 3f2a9c0d11e8b7aa --length shorter
  echo "What is a stretto?" | rubato ask - --json

The answer comes from your documents (`rubato load`), each sentence with its source. Without Ollama
the best passages are quoted instead. --way plan parts a hard question and looks up each part; where
several topics are chosen, each is summed up by itself first (--way direct does not). What is done
on the way is shown with a dot before it.
Exit code: 0 answered; 1 it could not be asked, or the answer broke off; 2 usage."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `rubato ask`."""
    parser = subparsers.add_parser(
        "ask",
        help="ask a question, answered from your documents",
        description="Ask a question, answered from your documents, with sources.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("question", metavar="QUESTION", nargs="?", default="", help="what is asked; - reads "
        "it from standard input; with --again it may be left out")  # fmt: skip
    add("--topic", action="append", help="a topic to be asked beside ALL")
    add("--model", default="", help="the model that answers (the setting chat_model)")
    add("--prompt", default="", metavar="NAME", help="a prompt of prompts.toml (grounded)")
    add("--persona", default="", metavar="NAME", help="who answers (rubato personas)")
    add("--length", default="", choices=(*LENGTHS, *STEPS), metavar="LENGTH", help="how long the "
        "answer is: sentence, short, full; with --again also shorter, more")  # fmt: skip
    add("--way", default="auto", choices=WAYS, help="looked up first (plan), or by topics")
    add("--check", action=argparse.BooleanOptionalAction, help="check each sentence (setting)")
    add("--after", default="", metavar="ID", help="the inquiry that this one follows")
    add("--again", default="", metavar="ID", help="an inquiry to be asked again, in its place")
    add("--json", action="store_true", help="print the whole inquiry as JSON")
    add_flags(parser, *FLAGS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask, and print the answer as it comes."""
    question = sys.stdin.read() if args.question == "-" else args.question
    body = {
        "question": question,
        "topics": args.topic,
        "model": args.model,
        "prompt": args.prompt,
        "length": args.length,
        "after": args.after,
        "instead_of": args.again,
        "way": args.way,
        "persona": args.persona,
        "check": args.check,
        "stream": True,
    }
    ended: dict[str, Any] = {}
    with server_client(args) as client:
        for name, told in _events(client, body):
            if name == "failed":
                raise InvalidError(told["detail"])
            if name == "step" and not args.json:
                print("".join(f"· {line}\n" for line in step_lines(told)), end="", flush=True)
            if name == "said" and not args.json:
                print(told["text"], end="", flush=True)
            if name == "begun" and not args.json:
                print("".join(f"({caution})\n" for caution in told["cautions"]), end="")
            ended = told if name == "ended" else ended
    if args.json:
        print(json.dumps(ended, indent=2, ensure_ascii=False))
    else:
        print("\n" + "\n".join(_sources(ended)))
    return 0 if ended.get("state") == "answered" else 1


def _events(client: "httpx.Client", body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the server's events as they come."""
    with client.stream("POST", "/v1/inquiries", json=body) as answer:
        yield from events_of(answer)


def _sources(ended: dict[str, Any]) -> Iterator[str]:
    """Tell the sources that the answer names, and what else is worth knowing."""
    named = {number for claim in ended["claims"] for number in claim["sources"]}
    for source in ended["sources"]:
        if source["number"] in named:
            yield f"[{source['number']}] {source_line(source)}"
            if source.get("about"):
                yield f"      {source['about']}"
            for quote in source["quotes"]:
                yield f"      “{quote['text']}”{_place(quote)}"
    if any(not claim["carried"] for claim in ended["claims"]):
        yield "Not every sentence is carried by its source."
    if ended["reason"]:
        yield ended["reason"]
    yield f"({ended['id']}, {ended['model'] or 'quoted without a model'})"


def step_lines(step: dict[str, Any]) -> Iterator[str]:
    """Tell a step in lines."""
    numbers = " ".join(f"[{number}]" for number in step["sources"]) or "nothing"
    if step["kind"] == "plan":
        yield "Plan: " + ("; ".join(step["lookups"]) or "none")
    elif step["kind"] == "look_up":
        yield f"Looked up “{step['text']}”: {numbers}"
    elif step["kind"] == "topic":
        yield f"{step['topic']}: {step['text']}"
    else:
        yield f"Checked: {step['text']}"


def source_line(source: dict[str, Any]) -> str:
    """Tell a source in a line: title, heading, where it is from."""
    parts = [source["title"], source["heading"], source["address"]]
    return " · ".join(part for part in dict.fromkeys(parts) if part) + _place(source)


def _place(told: dict[str, Any]) -> str:
    at = told.get("at_ms", told.get("from_ms"))
    if at is not None:
        return f", at {clock_time(at)}"
    if told["page"]:
        return f", page {told['page']}"
    return f", line {told['line']}" if told["line"] else ""

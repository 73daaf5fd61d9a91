"""The texts of the server's pages, as the sources have them: the keys of web/texts/*.json."""

import json
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from server.core.deeds import AREAS, DEEDS
from server.core.scopes import SCOPES
from server.core.service_plans import ROWS
from tests.fences.tree import read, tracked

ROOT = Path(__file__).resolve().parents[1]
TABLES = sorted((ROOT / "web" / "texts").glob("*.json"))
SCRIPTS = [name for name in tracked() if re.fullmatch(r"web/\w+\.js", name)]
PAGES = [name for name in tracked() if re.fullmatch(r"web/\w+\.html", name) and "docs" not in name]

STRING = r'"((?:[^"\\]|\\.)*)"'
COUNTED = re.compile(rf"{STRING}$")
CALL = re.compile(r"(?<![\w.$])(t|counted)\(")
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-entries")
PHRASE = {"a", "code", "em", "small", "span", "strong"}
VERBATIM = {"code", "noscript", "script", "style"}
VOID = {"input", "img", "link", "meta", "br", "hr"}
LETTER = re.compile(r"[^\W\d_]")


class Element:
    """An element of a page, with its texts and its children in their order."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[str | Element] = []


class Reader(HTMLParser):
    """Reads a page into elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        """Keep a text where it stands; pieces that the parser cuts are one."""
        inside = self.open[-1].inside
        if inside and isinstance(inside[-1], str):
            data = str(inside.pop()) + data
        inside.append(data)


def said_in(element: Element) -> Iterator[str]:
    """Give what is translated of an element and all in it, as web/static_texts.js does it."""
    if element.tag in VERBATIM:
        return
    yield from (value for name in ATTRIBUTES
                if LETTER.search(value := element.attributes.get(name, "")))  # fmt: skip
    if meant := element.attributes.get("data-text"):
        yield meant
        return
    children = [one for one in element.inside if isinstance(one, Element)]
    texts = [one for one in element.inside if isinstance(one, str) and LETTER.search(one)]
    if texts and children and all(child.tag in PHRASE for child in children):
        parts = (one if isinstance(one, str) else f"{{{children.index(one) + 1}}}"
                 for one in element.inside)  # fmt: skip
        texts = ["".join(parts)]
    yield from (re.sub(r"\s+", " ", text).strip() for text in texts)
    for child in children:
        yield from said_in(child)


def texts_of_page(name: str) -> set[str]:
    """Give the texts of a page's HTML."""
    reader = Reader()
    reader.feed(read(name))
    return set(said_in(reader.open[0]))


def argument(source: str, start: int) -> str:
    """Give what stands between a call's brackets; `start` is behind the first."""
    depth, at = 1, start
    while depth:
        if source[at] == '"':
            at = next(re.compile(r'"(?:[^"\\]|\\.)*').finditer(source, at)).end()
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        at += 1
    return source[start : at - 1].strip()


def texts_of_script(name: str) -> tuple[set[str], list[str]]:
    """Give the texts that a script says by `t` and `counted`, and the calls that name none."""
    source, texts, others = read(name), set(), []
    for call in CALL.finditer(source):
        told = argument(source, call.end())
        found = re.match(STRING, told) if call[1] == "t" else COUNTED.search(told)
        text = found and json.loads(f'"{found[1]}"')
        if text is None:
            others.append(f"{call[1]}({told})")
        else:
            texts.add(text if call[1] == "t" else f"{{count}} {text}|{{count}} {text}s")
    return texts, others


def captions() -> set[str]:
    """Give what the server calls what it does: the pages say that in their language, too."""
    prompts = tomllib.loads(read("config/prompts.toml"))["prompts"].values()
    chores = [re.search(r'^    caption = "(.+)"$', read(name), re.MULTILINE)
              for name in tracked() if name.startswith("server/services/chore_")]  # fmt: skip
    deeds = [*AREAS.values(), *(deed.caption for deed in DEEDS)]
    told = [*(scope.caption for scope in SCOPES.values()), *(one["caption"] for one in prompts)]
    services = (make("", 0, "").caption for make, *_ in ROWS.values())
    return {*deeds, *told, *services, *(found[1] for found in chores if found)}


def all_texts() -> set[str]:
    """Give every text of the pages."""
    said = [texts_of_script(name)[0] for name in SCRIPTS]
    return captions().union(*said, *(texts_of_page(name) for name in PAGES))

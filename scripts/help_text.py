"""Sections of the README and files of docs as HTML, their links turned to pages of the help."""

import re
import tomllib
from functools import cache
from html import escape, unescape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
CHART, PRINT = "keys.svg", "keys.pdf"
BOARDS = ROOT / "docs" / "boards"
LISTING = ROOT / "docs" / "store" / "listing.toml"
GROUPS = {
    "permissions": "always",
    "optional_permissions": "when you allow it",
    "optional_host_permissions": "when you allow it",
}


@cache
def sections() -> dict[str, str]:
    """Give the README's Markdown by its headings of the second level."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def section(title: str) -> str:
    """Give one as HTML under its heading; raises `KeyError` where the README has none such."""
    return _boxed(f"## {title}\n{sections()[title]}")


def document(path: Path) -> tuple[str, str]:
    """Give a file's title and its HTML without that; `{name}` alone in a line is filled in."""
    title, _, text = path.read_text(encoding="utf-8").removeprefix("# ").partition("\n")
    return title, _boxed(HOLE.sub(lambda hole: FILLED[hole[1]](), text))


def _boards() -> str:
    """List the pages of boards in Markdown."""
    pages = ((path.stem, document(path)[0]) for path in sorted(BOARDS.glob("*.md")))
    return "\n".join(f"* [{title}](board-{name}.html)" for name, title in pages)


def _permissions() -> str:
    """Write the reasons of permissions, as the store is told them, as a table in Markdown."""
    told = tomllib.loads(LISTING.read_text(encoding="utf-8"))
    rows = [
        f"| `{name}` | {when} | {why} |"
        for group, when in GROUPS.items()
        for name, why in told[group].items()
    ]
    return "\n".join(("| permission | when | why |", "|---|---|---|", *rows))


HOLE = re.compile(r"(?m)^{(\w+)}$")
FILLED = {"boards": _boards, "permissions": _permissions}


def _boxed(text: str) -> str:
    """Render Markdown; what is HTML in it is text, wide tables scroll by keyboard, too."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    for token in _all(tokens):
        _turned(token)
    html = markdown.renderer.render(tokens, markdown.options, {})
    html = TABLE.sub(_opened, html).replace("</table>", "</table></div>")
    html = html.replace("<th>", '<th scope="col">').replace('<th scope="col"></th>', "<td></td>")
    html = html.replace("<pre>", '<pre tabindex="0">')
    return f"<section>\n{html}</section>"


TABLE = re.compile(r"<table>(?=(.*?)</tr>)", re.DOTALL)
"""A table's beginning, and its first row."""


def _opened(table: re.Match[str]) -> str:
    """Begin a table that scrolls, told from others by what its columns are called."""
    heads = (re.sub("<[^>]*>", "", head) for head in re.findall("<th>(.*?)</th>", table[1]))
    label = escape(unescape("Table: " + ", ".join(filter(None, heads))))
    return f'<div class="wide" role="region" aria-label="{label}" tabindex="0"><table>'


def _all(tokens: "list[Token]") -> "list[Token]":
    return [each for token in tokens for each in (token, *(token.children or []))]


def _turned(token: Token) -> None:
    """Turn a link or picture of the repository to where it is in the help."""
    if token.type == "image":
        token.attrs["src"] = Path(str(token.attrs["src"])).name
    elif token.type == "link_open":
        target = str(token.attrs["href"])
        in_docs = target.startswith("docs/") or "/" not in target  # one file of docs to another
        if in_docs and target.endswith(".md"):
            token.attrs["href"] = Path(target).stem + ".html"

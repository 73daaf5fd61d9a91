"""Build the help that the server gives at /help, offline: web/help, from README, docs and tables.

Each page is made of sections of the README, of files of docs, of CONTRIBUTING or of tables that the
code itself is derived from (commands, settings, routes, what `rubato` can be told). So nothing
in it can lag behind: a test builds it again and compares.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.help_tables import commands, routes, settings, tool  # noqa: E402
from scripts.help_text import BOARDS, CHART, PRINT, document, section  # noqa: E402
from server.cli.chart_pdf import pdf  # noqa: E402

DOCS = ROOT / "docs"
FOLDER = ROOT / "web" / "help"
PRINTED = (
    f'<p><a href="{PRINT}" download="rubato-keys.pdf">The chart as a page to print (PDF)</a></p>'
)
PART_OF_OTHERS = frozenset({"quick-start", "privacy", "how-it-works"})
WORDED_AS = (3, 11)
"""The Python whose argparse words tool.html; others word and order it a little differently."""

Builder = Callable[[], Iterator[str]]


def start() -> Iterator[str]:
    """Give how one begins."""
    yield section("Start")
    yield section("The first five minutes, with no MIDI keyboard at hand")


def systems() -> Iterator[str]:
    """Give how one begins on each system."""
    yield text("quick-start")


def text(name: str) -> str:
    """Give a file of docs."""
    return document(DOCS / f"{name}.md")[1]


def keys() -> Iterator[str]:
    """Give the chart of keys, and the rules."""
    yield f"<section>{PRINTED}</section>"
    yield section("The 25 keys")


def use() -> Iterator[str]:
    """Give what one does with it every day."""
    yield section("Daily use")


def chores() -> Iterator[str]:
    """Give what is done by the clock, and how comments are answered."""
    yield section("Chores while you sleep")


def configuration() -> Iterator[str]:
    """Give how it is configured, and every setting."""
    yield section("Configuration")
    yield settings()


def privacy() -> Iterator[str]:
    """Give what is kept, what leaves the machine, and who may do what."""
    yield text("privacy")
    yield section("Privacy and trust")


def troubleshooting() -> Iterator[str]:
    """Give what to do when something is wrong."""
    yield section("Troubleshooting")


def adding() -> Iterator[str]:
    """Give how to add to it, and how it is built."""
    yield section("Adding to it")
    yield document(ROOT / "CONTRIBUTING.md")[1]


def inside() -> Iterator[str]:
    """Give how it works, and how it is built."""
    yield text("how-it-works")
    yield section("How it is built")


def documents() -> dict[str, tuple[str, str, Builder]]:
    """Give a page for each file in docs that is part of no other, by its name."""
    rest = (path for path in sorted(DOCS.glob("*.md")) if path.stem not in PART_OF_OTHERS)
    return {path.stem: _of(path, "More of one thing.") for path in rest}


def boards() -> dict[str, tuple[str, str, Builder]]:
    """Give a page for each MPE board; the page of boards leads to them."""
    line = "How to set it, and what its gestures do here."
    return {f"board-{path.stem}": _of(path, line) for path in sorted(BOARDS.glob("*.md"))}


def _of(path: Path, usual: str) -> tuple[str, str, Builder]:
    """Give a file's page: its title up to the colon, below it what stands behind that, if any."""
    heading, told = document(path)
    title, _, line = heading.replace("`", "").partition(": ")
    return title, f"{line[:1].upper()}{line[1:]}." if line else usual, partial(iter, [told])


PAGES: dict[str, tuple[str, str, Builder]] = {
    "start": ("Start", "The first five minutes, with no MIDI keyboard at hand.", start),
    "quick-start": ("On each system", "Linux, macOS, Windows, pipx, the extension alone.", systems),
    "keys": ("The 25 keys", "The chart to print, and the few rules.", keys),
    "commands": ("Every command", "Its keys, what to say, and what it does.", commands),
    "use": ("Daily use", "What one does with it, part by part.", use),
    "chores": ("Chores while you sleep", "timestep.py, and comments answered.", chores),
    "settings": ("Every setting", "Its default, and what it may be.", configuration),
    "tool": ("In the terminal", "Everything that rubato can be told.", tool),
    "routes": ("Every route", "What programs can ask of the server.", routes),
    "privacy": ("Privacy and trust", "What is kept, and what leaves the machine.", privacy),
    "troubleshooting": ("Troubleshooting", "What to do when something is wrong.", troubleshooting),
    "adding": ("Adding to it", "A word, a command, a language, a board; contributing.", adding),
    "how-it-works": ("How it works", "From a key to what happens, and where things are.", inside),
    **documents(),
}
"""By file name: title, what stands below it, and what builds its text."""
BELOW = boards()
"""Pages to which only another leads."""


def built() -> dict[str, str]:
    """Give every file of the help, by its name."""
    rows = "".join(
        f'<li><a href="{name}.html">{escape(title)}</a>: {escape(line)}</li>\n'
        for name, (title, line, _build) in PAGES.items()
    )
    index = f'<section aria-label="Pages"><ul>\n{rows}</ul></section>'
    files = {"index.html": _page("Help", "How to play the web.", index, "index")}
    for name, (title, line, build) in {**PAGES, **BELOW}.items():
        files[f"{name}.html"] = _page(title, line, "\n".join(build()), name)
    chart = (DOCS / CHART).read_text(encoding="utf-8")
    return files | {CHART: chart, PRINT: pdf(chart, "Rubato: the 25 keys").decode("ascii")}


def _page(title: str, line: str, body: str, here: str) -> str:
    def link(name: str, text: str) -> str:
        current = ' aria-current="page"' if name == here else ""
        return f'<a href="{name}.html"{current}>{escape(text)}</a>'

    links = " · ".join(link(name, text) for name, (text, _, _) in PAGES.items())
    return f"""<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Rubato: {escape(title)}</title>
    <link rel="icon" href="/web/rubato.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/web/page.css" />
    <link rel="stylesheet" href="/web/help.css" />
  </head>
  <body>
    <header>
      <img src="/web/rubato.svg" alt="" width="44" height="44" />
      <div>
        <h1>{escape(title)}</h1>
        <p>{escape(line)}</p>
      </div>
    </header>
    <nav aria-label="Help"><p>{link("index", "Help")} · {links}</p></nav>
    <main>
{body}
    </main>
    <footer><p><a href="/">Home</a></p></footer>
  </body>
</html>
"""


def lagging(wanted: dict[str, str], known: dict[str, str]) -> list[str]:
    """Name the files that are other than they would be built, are missing, or too many."""
    other = sorted(name for name in {*wanted, *known} if wanted.get(name) != known.get(name))
    return [name for name in other if name != "tool.html" or sys.version_info[:2] == WORDED_AS]


def main() -> int:
    """Write it; with --check only say whether it is as it would be written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; 1 where it lags behind"
    )
    check = parser.parse_args().check
    wanted = built()
    known = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*")}
    behind = lagging(wanted, known)
    if check:
        print(f"web/help lags behind: {', '.join(behind)}" if behind else "web/help is as it is.")
        return int(bool(behind))
    FOLDER.mkdir(exist_ok=True)
    for name in behind:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    print(f"{len(wanted)} files of help, {len(behind)} changed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Chart: the 25 keys and every word, as lines of text or as a picture."""

from collections.abc import Mapping
from html import escape
from typing import Final

from server.core.keys import COUNT, HIGH, LOW, MIDDLE, is_c, name, show
from server.core.language import Keys
from server.core.lexicon import Lexicon, LexiconWord

BLACK: Final = frozenset({1, 3, 6, 8, 10})
VALUES: Final = {
    "none": "",
    "step": " + step",
    "place": " + place",
    "number": " + number",
    "name": " + name",
    "text": " + text",
    "label": " + label",
    "grid": " + cells",
}
GROUPS: Final = (
    (LOW, "low C: needs nothing more"),
    (MIDDLE, "middle C: most take a value"),
    (HIGH, "high C: your own words"),
)


def table(lexicon: Lexicon, titles: Mapping[str, str]) -> str:
    """Write the keyboard and the words: singles, pairs by first key, then frames."""
    keys = "  ".join(f"{key:>2}" for key in range(COUNT))
    names = "  ".join(f"{name(key)[:2]:>2}" for key in range(COUNT))
    lines = [f"key  {keys}", f"note {names}", ""]
    for title, words in _sections(lexicon):
        lines += [title, *(f"  {show(w.keys):<14} {_meaning(w, titles)}" for w in words), ""]
    return "\n".join(lines)


def _sections(lexicon: Lexicon) -> list[tuple[str, list[LexiconWord]]]:
    bare = sorted((w for w in lexicon.words if not is_c(w.keys[0])), key=lambda w: w.keys)
    sections = [("single keys", [word for word in bare if len(word.keys) == 1])]
    for first in dict.fromkeys(word.keys[0] for word in bare if len(word.keys) > 1):
        family = [word for word in bare if len(word.keys) > 1 and word.keys[0] == first]
        sections.append((f"{name(first)} first", family))
    for c, title in GROUPS:
        framed = [word for word in lexicon.words if word.keys[0] == c]
        sections.append((title, sorted(framed, key=lambda word: (len(word.keys), word.keys))))
    return [section for section in sections if section[1]]


def _meaning(word: LexiconWord, titles: Mapping[str, str]) -> str:
    named = " / ".join(titles.get(command, command) for command in word.commands)
    return named + VALUES[word.kind]


WHITE_WIDTH: Final = 68
KEY_HEIGHT: Final = 150
COLUMNS: Final = 4
LINE: Final = 18
SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
    'aria-label="The 25 keys and the words they play">'
)
STYLE: Final = """
  text { font: 13px system-ui, sans-serif; fill: #1b1b1f }
  .head { font-weight: 600 } .keys { font: 12px ui-monospace, monospace; fill: #5a3e00 }
  .white { fill: #fffdf8; stroke: #5f5b52 } .black { fill: #2b2a28 } .c { fill: #ffe3a3 }
  .number { text-anchor: middle; font-weight: 600 } .on-black { fill: #fffdf8 }
  .single { text-anchor: middle; font-size: 11px }
"""


def svg(lexicon: Lexicon, titles: Mapping[str, str]) -> str:
    """Draw the keyboard with its single keys, and the words in columns below."""
    width = 15 * WHITE_WIDTH + 40
    lines, height = _word_lines(lexicon, titles, width)
    parts = [
        SVG.format(width=width, height=height),
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fffdf8"/>',
        *_piano(lexicon, titles),
        *lines,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _piano(lexicon: Lexicon, titles: Mapping[str, str]) -> list[str]:
    """Draw the white keys, then the black ones over them."""
    singles = {w.keys[0]: _meaning(w, titles) for w in lexicon.words if len(w.keys) == 1}
    order = sorted(range(COUNT), key=lambda key: key % 12 in BLACK)
    return [part for key in order for part in _key(key, singles.get(key, ""))]


def _key(key: int, title: str) -> list[str]:
    black = key % 12 in BLACK
    whites_before = sum(other % 12 not in BLACK for other in range(key))
    wide = WHITE_WIDTH * 0.7 if black else WHITE_WIDTH
    x = 20 + whites_before * WHITE_WIDTH - (wide / 2 if black else 0)
    high = KEY_HEIGHT * 0.62 if black else KEY_HEIGHT
    middle, foot = x + wide / 2, 20 + high
    kind = "black" if black else "white c" if is_c(key) else "white"
    shade = " on-black" if black else ""
    words = title.split()
    return [
        f'<rect x="{x:g}" y="20" width="{wide:g}" height="{high:g}" rx="4" class="{kind}"/>',
        f'<text x="{middle:g}" y="{foot - 10:g}" class="number{shade}">{key}</text>',
        *(
            f'<text x="{middle:g}" y="{foot - 28 - 13 * (len(words) - 1 - n):g}" '
            f'class="single{shade}">{escape(word)}</text>'
            for n, word in enumerate(words)
        ),
    ]


def _word_lines(lexicon: Lexicon, titles: Mapping[str, str], width: int) -> tuple[list[str], int]:
    """Set the words in columns under the keys; give them with the height of all."""
    rows = _rows(lexicon, titles)
    per_column = -(-len(rows) // COLUMNS)
    lines = []
    for n, (keys, text) in enumerate(rows):
        x = 20 + (n // per_column) * (width - 40) / COLUMNS
        y = KEY_HEIGHT + 60 + (n % per_column) * LINE
        if keys is None:
            lines.append(f'<text x="{x:g}" y="{y}" class="head">{escape(text)}</text>')
        else:
            lines.append(f'<text x="{x:g}" y="{y}" class="keys">{keys}</text>')
            lines.append(
                f'<text x="{x + (56 if len(keys) < 6 else 104):g}" y="{y}">{escape(text)}</text>'
            )
    return lines, KEY_HEIGHT + 60 + per_column * LINE + 10


def _rows(lexicon: Lexicon, titles: Mapping[str, str]) -> list[tuple[str | None, str]]:
    """List headings and words; what is only a bare word between two Cs is said once."""
    bare = {(word.keys, word.commands) for word in lexicon.words if not is_c(word.keys[0])}
    rows: list[tuple[str | None, str]] = []
    for title, words in _sections(lexicon):
        own = [word for word in words if not _same_between_cs(word, bare)]
        rows += [(None, title), *((show(w.keys), _meaning(w, titles)) for w in own)]
    return [*rows, (None, "a pair between Cs: the same")]


def _same_between_cs(word: LexiconWord, bare: set[tuple[Keys, tuple[str, ...]]]) -> bool:
    body = word.keys[1:-1]
    singles = body[:1] if len(set(body)) == 1 else body
    return is_c(word.keys[0]) and bool({(body, word.commands), (singles, word.commands)} & bare)

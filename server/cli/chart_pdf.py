"""The chart of keys to print: its picture as a page of A4 in PDF.

A page of boxes and words takes six objects of the format (ISO 32000-1, 7.3 and 7.5) and fonts that
every reader brings (9.6.2.2), so it is written here: no browser is needed to print it, the same
chart gives the same bytes, and its words can be searched and read aloud.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Final

SIZE: Final = (595, 842)
"""A4 in points, upright."""
MARGIN: Final = 24
"""Points around the chart."""
FONTS: Final = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}
STYLES: Final = {  # class → font, size, colour
    "": ("F1", 13, "#1b1b1f"),
    "head": ("F2", 13, "#1b1b1f"),
    "number": ("F2", 13, "#1b1b1f"),
    "keys": ("F3", 12, "#5a3e00"),
    "single": ("F1", 11, "#1b1b1f"),
}
FILLS: Final = {"white": "#fffdf8", "c": "#ffe3a3", "black": "#2b2a28"}
LINE: Final = "#5f5b52"
ON_BLACK: Final = "#fffdf8"

# Thousandths of the size that each sign from the blank to ~ takes in Helvetica (Adobe's metrics).
WIDTHS: Final = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
    722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
    500, 334, 260, 334, 584,
)  # fmt: skip
USUAL: Final = 556
"""What most other letters take."""
PLAIN: Final = str.maketrans("♯♭", "#b")


def pdf(svg: str, title: str) -> bytes:
    """Write a chart, as `chart.svg` draws it, as a PDF of one page.

    Raises `ValueError` for a picture that is none of ours.
    """
    drawing = ET.fromstring(svg)  # noqa: S314  (drawn by ourselves a moment ago)
    _x, _y, width, height = map(float, drawing.attrib["viewBox"].split())
    scale = min((SIZE[0] - 2 * MARGIN) / width, (SIZE[1] - 2 * MARGIN) / height)
    left, top = (SIZE[0] - scale * width) / 2, SIZE[1] - MARGIN
    # The picture's y runs down, the page's up; words are turned back, each where it stands.
    lines = [f"{scale:.5f} 0 0 {-scale:.5f} {left:.3f} {top} cm", *_drawn(drawing)]
    return _file("\n".join(lines), title)


def _drawn(drawing: ET.Element) -> Iterator[str]:
    for part in drawing:
        kind = part.tag.rpartition("}")[2]
        if kind == "rect" and "class" in part.attrib:
            yield _box(part.attrib)
        elif kind == "text":
            yield _words(part.attrib, part.text or "")


def _box(at: dict[str, str]) -> str:
    place = " ".join(at[name] for name in ("x", "y", "width", "height"))
    fill = _colour(FILLS[at["class"].split()[-1]])
    return f"{fill} rg {_colour(LINE)} RG {place} re B"


def _words(at: dict[str, str], text: str) -> str:
    classes = at.get("class", "").split()
    font, size, colour = STYLES[classes[0] if classes else ""]
    if "on-black" in classes:
        colour = ON_BLACK
    middle = bool({"number", "single"} & set(classes))
    x = float(at["x"]) - (_width(text, size) / 2 if middle else 0)
    place = f"1 0 0 -1 {x:.2f} {at['y']} Tm"
    return f"BT /{font} {size} Tf {_colour(colour)} rg {place} ({_escaped(text)}) Tj ET"


def _width(text: str, size: int) -> float:
    widths = (WIDTHS[ord(sign) - 32] if " " <= sign <= "~" else USUAL for sign in text)
    return sum(widths) * size / 1000


def _colour(written: str) -> str:
    """Give #rrggbb as three shares of one."""
    shares = (int(part, 16) / 255 for part in re.findall("..", written[1:]))
    return " ".join(f"{share:.3f}" for share in shares)


def _escaped(text: str) -> str:
    """Write it in the signs of those fonts; what they lack is a question mark."""
    signs = text.translate(PLAIN).encode("cp1252", "replace")
    return "".join(
        chr(sign) if 32 <= sign < 127 and sign not in b"()\\" else f"\\{sign:03o}" for sign in signs
    )


def _file(content: str, title: str) -> bytes:
    """Put the objects one after another; at the end stands where each begins."""
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
        for name, font in FONTS.items()
    )
    shown = "/ViewerPreferences << /DisplayDocTitle true >>"
    page = f"/MediaBox [0 0 {SIZE[0]} {SIZE[1]}] /Resources << /Font << {fonts} >> >>"
    return _numbered(
        (
            f"<< /Type /Catalog /Pages 2 0 R /Lang (en) {shown} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            f"<< /Title ({_escaped(title)}) /Creator (Rubato) >>",
        )
    )


def _numbered(objects: Iterable[str]) -> bytes:
    text, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(places) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{rows}trailer\n<< /Size {count} /Root 1 0 R "
    return f"{text}{end}/Info {count - 1} 0 R >>\nstartxref\n{len(text)}\n%%EOF\n".encode("ascii")

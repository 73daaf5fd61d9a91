"""The chart to print: one page of A4 that any reader opens, with every word in it."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from server.cli.chart_pdf import WIDTHS, pdf

ROOT = Path(__file__).parents[3]
SVG = (ROOT / "docs/keys.svg").read_text(encoding="utf-8")


def test_it_holds_every_word_of_the_picture() -> None:
    """Read by another library, strictly, it is one upright page, and nothing of it is missing."""
    reader = PdfReader(BytesIO(pdf(SVG, "The (25) keys")), strict=True)
    (page,) = reader.pages
    read = re.sub(r"\s", "", page.extract_text())
    drawn = [unescape(one) for one in re.findall(r"<text[^>]*>([^<]*)</text>", SVG)]

    assert tuple(page.mediabox) == (0, 0, 595, 842)
    assert reader.metadata is not None
    assert reader.metadata.title == "The (25) keys"
    assert len(drawn) > 300
    for text in drawn:
        assert re.sub(r"\s", "", text.replace("♯", "#").replace("♭", "b")) in read, text


def test_every_box_and_word_is_on_the_page() -> None:
    """Nothing lies outside of what is printed."""
    content = pdf(SVG, "Keys").decode("ascii")
    scale, left, top = (float(one) for one in re.findall(
        r"^([\d.]+) 0 0 -[\d.]+ ([\d.]+) (\d+) cm", content, re.MULTILINE)[0])  # fmt: skip
    for x, y in re.findall(r"1 0 0 -1 ([\d.]+) ([\d.]+) Tm", content):
        assert 24 <= left + scale * float(x) < 571
        assert 24 <= top - scale * float(y) < 842 - 24


def test_the_one_that_ships_is_as_it_would_be_made() -> None:
    """The same chart gives the same bytes, and the file beside it is made of it."""
    made = pdf(SVG, "Rubato: the 25 keys")

    assert made == pdf(SVG, "Rubato: the 25 keys")
    assert (ROOT / "web/help/keys.pdf").read_bytes() == made


def test_signs_that_fonts_lack() -> None:
    """Western letters are written, others are a question mark, brackets are kept apart."""
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
           '<text x="1" y="1">Größe (a\\b) 音</text></svg>')  # fmt: skip
    content = pdf(svg, "x").decode("ascii")

    assert r"(Gr\366\337e \050a\134b\051 ?)" in content
    assert "Größe (a\\b) ?" in PdfReader(BytesIO(pdf(svg, "x"))).pages[0].extract_text()


def test_what_is_no_chart_is_refused() -> None:
    """A picture that is none of ours makes no page."""
    with pytest.raises(ValueError, match="unpack"):
        pdf('<svg viewBox="0 0"/>', "x")
    assert len(WIDTHS) == 95

"""Documents made for tests: PDF, Word and e-books, by their formats' own rules."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

import docx


def pdf(pages: Sequence[str], title: str = "") -> bytes:
    """Make a PDF 1.4 with a line of text on each page (ISO 32000-1, 7.5)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for at, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    written += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>".encode()
    )
    return bytes(written + f"\nstartxref\n{start}\n%%EOF\n".encode())


def word() -> bytes:
    """Make a Word document with headings, a paragraph and a table."""
    made = docx.Document()
    made.core_properties.title = "On touch"
    made.add_heading("Fingers", 1)
    made.add_paragraph("The weight of the arm falls into the key.")
    made.add_heading("Wrist", 2)
    table = made.add_table(2, 2)
    for row, texts in zip(table.rows, (("finger", "number"), ("thumb", "1")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = BytesIO()
    made.save(file)
    return file.getvalue()


CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Two chapters</dc:title><dc:language>en-GB</dc:language></metadata>
<manifest><item id="b" href="two%20b.xhtml"/><item id="a" href="one.xhtml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="missing"/></spine></package>"""


def book(more: Mapping[str, bytes] | None = None) -> bytes:
    """Make an e-book of two chapters, whose files are in another order than they are read."""
    chapter = "<html><body><h1>{0}</h1><p>This is the <i>text</i> of the {0}.</p></body></html>"
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OEBPS/book.opf": PACKAGE.encode(),
        "OEBPS/two b.xhtml": chapter.format("second chapter").encode(),
        "OEBPS/one.xhtml": chapter.format("first chapter").encode(),
        **(more or {}),
    }
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Make a zip file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, stored)
    return file.getvalue()

"""Take the pictures of the README and of the store: the real panel, beside a page that it plays."""

import base64
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from server.adapters import chromium
from server.cli.demo_stage import Stage, serving, stage
from server.cli.driven_browser import ROOT as EXTENSION

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
STORE = DOCS / "store"
Size = tuple[int, int]
"""Width and height of a window, in CSS pixels."""
TALL: tuple[Size, Size] = (740, 1000), (380, 1000)
"""Page and panel of the README's picture."""
WIDE: tuple[Size, Size] = (840, 760), (380, 760)
"""Those of the store's, which are 1280 by 800 with what is around them."""
WHOLE: Size = (1280, 800)

LIST, WORD, CANCEL = (5, 5), (12, 7, 12), (0,)
"""The keys that put the tabs on offer, those of a word that waits for its number, and a way out."""
LABELS = (0, 13, 17, 13, 0)
"""The keys that show labels."""

# Two windows side by side on one sheet.
SHEET = """<!doctype html><style>
  body { margin: 0; padding: 20px; display: flex; gap: 20px; background: #d9d5e3; }
  img { display: block; border-radius: 10px; box-shadow: 0 4px 16px #0005; }
</style>%s"""
IMAGE = '<img src="data:image/png;base64,%s">'


def main() -> int:
    """Take the picture and write it; return the exit status."""
    found = chromium.find()
    if found is None:
        print("No Chromium was found; install it, or name one in CHROME.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as profile, stage(found, Path(profile), headed=False) as on:
        page = next(page for page in on.context.pages if page.url.endswith("prelude.html"))
        _play(on, LIST)
        on.panel.wait_for_selector("#offer:not([hidden])")
        _play(on, WORD)
        on.panel.wait_for_function("document.querySelector('#pending').textContent")
        _keep(DOCS / "panel.png", _sheet(on, page, TALL))
        _keep(STORE / "panel.png", _sheet(on, page, WIDE))
        _play(on, CANCEL)
        with serving(ROOT) as pages:
            page.goto(f"{pages}/web/help/index.html")
            page.bring_to_front()
            _play(on, LABELS)
            page.wait_for_function("document.documentElement.lastElementChild.tagName !== 'BODY'")
            _keep(STORE / "labels.png", _sheet(on, page, WIDE))
        _keep(STORE / "start.png", _shot(_get_started(on), WHOLE))
    return 0


def _keep(file: Path, picture: bytes) -> None:
    file.write_bytes(picture)
    print(f"{file}: {len(picture) // 1000} kB")


def _get_started(on: Stage) -> "Page":
    page = on.context.new_page()
    page.goto(EXTENSION + "panel/start.html")
    page.wait_for_load_state()
    return page


def _play(on: Stage, keys: Sequence[int]) -> None:
    on.panel.bring_to_front()
    for key in keys:
        on.play(key)


def _shot(page: "Page", size: tuple[int, int]) -> bytes:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="light")
    page.bring_to_front()
    return page.screenshot()


def _sheet(on: Stage, page: "Page", sizes: tuple[Size, Size]) -> bytes:
    """Take page and panel, and put the two side by side."""
    pictures: Sequence[bytes] = [_shot(page, sizes[0]), _shot(on.panel, sizes[1])]
    sheet = on.context.new_page()
    wide = sum(width for width, _height in sizes) + 60
    sheet.set_viewport_size({"width": wide, "height": sizes[0][1] + 40})
    images = (IMAGE % base64.b64encode(picture).decode() for picture in pictures)
    sheet.set_content(SHEET % "".join(images))
    taken = sheet.screenshot()
    sheet.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())

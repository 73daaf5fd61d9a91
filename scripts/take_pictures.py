"""Take the README's picture: the real panel beside a page, a word waiting and a list on offer."""

import base64
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from server.adapters import chromium
from server.cli.demo_stage import Stage, stage

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "panel.png"
PAGE, PANEL = (740, 1000), (380, 1000)
"""Width and height of each window, in CSS pixels."""

LIST, WORD = (5, 5), (12, 7, 12)
"""The keys that put the tabs on offer, and those of a word that waits for its number."""

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
        PICTURE.write_bytes(_sheet(on, [_shot(page, PAGE), _shot(on.panel, PANEL)]))
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")
    return 0


def _play(on: Stage, keys: Sequence[int]) -> None:
    on.panel.bring_to_front()
    for key in keys:
        on.play(key)


def _shot(page: "Page", size: tuple[int, int]) -> bytes:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="light")
    page.bring_to_front()
    return page.screenshot()


def _sheet(on: Stage, pictures: Sequence[bytes]) -> bytes:
    page = on.context.new_page()
    page.set_viewport_size({"width": PAGE[0] + PANEL[0] + 60, "height": PAGE[1] + 40})
    images = (IMAGE % base64.b64encode(picture).decode() for picture in pictures)
    page.set_content(SHEET % "".join(images))
    return page.screenshot()


if __name__ == "__main__":
    sys.exit(main())

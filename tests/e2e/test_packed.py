"""The package that goes to the store, unpacked as the browser does, comes up as the folder does."""

import zipfile
from pathlib import Path

from playwright.sync_api import BrowserContext, expect, sync_playwright

from scripts.pack_extension import EXTENSION, STORE, packed, write
from tests.e2e.harness_wait import until

FLAGS = ("--headless=new", "--no-sandbox")


def test_it_comes_up(chromium_path: str, tmp_path: Path) -> None:
    """Its worker runs, its panel becomes the engine, and a key that is pressed is heard."""
    package = packed(EXTENSION, STORE)
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(write(package.files, tmp_path, "0")) as archive:
        archive.extractall(folder)
    flags = [*FLAGS, f"--disable-extensions-except={folder}", f"--load-extension={folder}"]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium_path, headless=False, args=flags
        )
        worker = (context.service_workers or [context.wait_for_event("serviceworker")])[0]
        # Until then its worker may load a panel anew that was there before it.
        until(lambda: _shows(context, "/panel/start.html"), "Get started has opened by itself")
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(worker.url.replace("worker.js", "panel/panel.html?window"))
        page.wait_for_selector("html[data-engine=here]")
        page.keyboard.press("b")
        page.keyboard.press("b")
        expect(page.locator("body")).to_contain_text("(7 7)")
        context.close()

    assert errors == []


def _shows(context: BrowserContext, path: str) -> bool:
    context.cookies("about:blank")  # only a call lets Playwright hear of new pages
    return any(page.url.endswith(path) for page in context.pages)

"""A third language of people, which is one file in a temporary folder."""

import shutil
from pathlib import Path

from server.cli import main
from tests.e2e.harness_browser import shipped, started
from tests.e2e.harness_people import begun, made_up, opened
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_stage import set_stage


def test_a_language_made_up_is_one_file(chromium_path: str, tmp_path: Path, pages: str) -> None:
    """One file and one command: its phrases, numbers and texts are there."""
    source = Path(shutil.copytree(shipped(), tmp_path / "extension"))
    file = tmp_path / "tlh.toml"
    file.write_text(made_up("tlh"), encoding="utf-8")
    assert main(["languages", "people", str(file), "--to", str(source)]) == 0
    with started(tmp_path / "profile", source=source) as browser:
        panel = opened(begun(browser))
        set_stage(browser, panel, pages)
        panel.page.click("#tab-settings")
        panel.page.select_option("#setting-hearing_language", "tlh")
        panel.page.select_option("#setting-answer_language", "tlh")
        for typed, answer in {
            "bat txen": "‹Tab 3: Page three›",
            "bat 1": "‹Tab 1: Page one›",
            "odnu": "‹Undone: ‹bat››|‹Undone: bat›",
        }.items():
            type_text(panel, typed)
            panel.wait_said(answer)
        type_text(panel, "bat neetfif")
        panel.wait_said("‹There is no tab 15; there are 3›")

        assert browser.errors() == []

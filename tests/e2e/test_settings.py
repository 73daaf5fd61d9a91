"""The settings room: each setting is stored, refused with a reason, shared and exported."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.harness_browser import PANEL, Browser
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_players import FakeWebMidi
from tests.e2e.harness_server import Server
from tests.e2e.harness_wait import until

STORED = "() => chrome.storage.sync.get('settings').then(({settings}) => settings ?? {})"
CHANGES: dict[str, tuple[str, Any]] = {
    "setting-profile": ("fast", "fast"),
    "setting-numbers": ("binary", "binary"),
    "setting-pedal": ("talk", "talk"),
    "setting-channel": ("3", "3"),
    "setting-speech": ("off", "off"),
    "setting-theme": ("dark", "dark"),
    "setting-lowest_note": ("36", 36),
    "setting-volume": ("30", 30),
    "setting-rate": ("140", 140),
    "setting-replay_pace": ("150", 150),
    "setting-answer_voice": ("server", "server"),
    "setting-answer_language": ("en", "en"),
    "setting-answer_pace": ("160", 160),
    "setting-reading_voice": ("browser", "browser"),
    "setting-voice_pitch": ("80", 80),
    "setting-voice_volume": ("60", 60),
    "setting-chat_speech": ("screen-reader", "screen-reader"),
    "setting-chat_length": ("full", "full"),
    "setting-arrival": ("where", "where"),
    "setting-listening": ("wake", "wake"),
    "setting-wake_word": ("computer", "computer"),
    "setting-ear": ("browser", "browser"),
    "setting-dictation_ear": ("browser", "browser"),
    "setting-hearing_language": ("de-DE", "de-DE"),
    "setting-server": ("http://localhost:8001", "http://localhost:8001"),
}
"""Id of the control → what is chosen or typed, and what is stored."""


def stored(page: Page) -> dict[str, Any]:
    """Give the settings as the browser keeps them."""
    settings: dict[str, Any] = page.evaluate(STORED)
    return settings


def wait_stored(page: Page, name: str, value: object) -> None:
    """Wait until a setting is stored."""
    until(lambda: stored(page).get(name) == value, f"{name} is {value!r}")


@pytest.fixture
def settings(panel: Panel) -> Page:
    """Open the settings room of a panel."""
    panel.page.bring_to_front()
    panel.page.click("#tab-settings")
    return panel.page


def test_every_setting_is_stored(settings: Page) -> None:
    """Each control of the room stores its setting, and what is set shows at once."""
    for control, (entered, _) in CHANGES.items():
        field = settings.locator(f"#{control}")
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(entered)
        else:
            field.fill(entered)
            field.press("Enter")
    settings.uncheck("#setting-computer_keys")
    settings.check("#setting-spearcons")
    settings.check("#setting-record_from_start")
    settings.check("#setting-cloud_hearing")
    settings.check("#setting-lists_by_taste")
    settings.check("#setting-links_by_taste")
    settings.uncheck("#setting-languages-base")
    settings.select_option("#setting-roles-done", "speech")
    settings.select_option("#setting-layout-1", "image")
    settings.select_option("#setting-layout-4", "")
    expect(settings.locator("html")).to_have_attribute("data-theme", "dark")
    expected = {name.removeprefix("setting-"): value for name, (_, value) in CHANGES.items()}
    expected |= {"computer_keys": False, "languages": ["swift"], "roles": {"done": "speech"}}
    expected |= {"spearcons": True, "cloud_hearing": True, "record_from_start": True}
    expected |= {"lists_by_taste": True, "links_by_taste": True}
    # The image changed places with the heading; the controls were left out.
    expected["layout"] = ["image", "text", "link", "heading"]
    until(lambda: expected.items() <= stored(settings).items(), "all is stored")

    known = settings.evaluate("async () => (await import('../core/settings.js')).defaults()")
    assert known.keys() - expected.keys() == {"device", "output"}


def test_refused_with_the_range(settings: Page) -> None:
    """What does not fit is refused beside its field, read out with what is allowed, not stored."""
    field, problem = (
        settings.locator("#setting-volume"),
        settings.locator("#setting-volume-problem"),
    )
    field.fill("120")
    field.press("Enter")
    expect(problem).to_have_text("Volume in percent: “120” does not fit. Allowed: 0–100")
    expect(problem).to_have_role("alert")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(problem.inner_text())
    assert "volume" not in stored(settings)
    field.fill("45")
    field.press("Enter")
    wait_stored(settings, "volume", 45)

    expect(problem).to_be_empty()
    expect(field).to_have_attribute("aria-invalid", "false")


def test_two_panels_agree(settings: Page, browser: Browser) -> None:
    """A change in one panel shows in the other, the focus and what is being typed stay."""
    second = browser.open_window(PANEL + "?window")
    second.wait_for_selector("#mirror:not([hidden])")
    second.click("#tab-settings")
    second.fill("#setting-server", "http://local")
    settings.select_option("#setting-profile", "fast")
    settings.fill("#setting-volume", "20")
    settings.press("#setting-volume", "Enter")
    expect(second.locator("#setting-volume")).to_have_value("20")

    expect(second.locator("#setting-profile")).to_have_value("fast")
    expect(second.locator("#setting-server")).to_have_value("http://local")
    assert second.evaluate("() => document.activeElement.id") == "setting-server"


def test_exported_and_imported(settings: Page, tmp_path: Path) -> None:
    """The settings come back from the file they went into; another file changes nothing."""
    settings.select_option("#setting-theme", "dark")
    wait_stored(settings, "theme", "dark")
    with settings.expect_download() as download:
        settings.click("#export")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    settings.select_option("#setting-theme", "light")
    wait_stored(settings, "theme", "light")
    said = settings.locator("#room-settings fieldset", has=settings.locator("#import"))
    settings.set_input_files("#import", file)
    expect(said.get_by_role("status")).to_have_text("The settings of the file are in use.")
    expect(settings.locator("#setting-theme")).to_have_value("dark")
    broken = json.loads(file.read_text())
    broken["settings"] |= {"volume": 500, "theme": "light"}
    file.write_text(json.dumps(broken))
    settings.set_input_files("#import", file)
    expect(said.get_by_role("status")).to_contain_text("“500” does not fit. Allowed: 0–100")

    assert stored(settings)["theme"] == "dark"


def test_broken_setting_is_said(browser: Browser) -> None:
    """A setting that was stored broken is said once and replaced by its default; the rest stays."""
    browser.chrome("chrome.storage.sync.set({settings: {volume: 'loud', theme: 'dark'}})")
    page = browser.open_window(PANEL + "?window")
    expect(page.locator("#live")).to_contain_text(
        "A stored setting was broken, and its default is used."
        " Volume in percent: “loud” does not fit. Allowed: 0–100"
    )
    wait_stored(page, "volume", 70)

    assert stored(page)["theme"] == "dark"
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.usefixtures("web_midi")
def test_keyboard_is_chosen_and_learned(settings: Page) -> None:
    """Keyboards in sight can be chosen, the lowest key is learned by playing it."""
    keyboard = FakeWebMidi(settings, "Web Keys")
    keyboard.plug()
    settings.select_option("#setting-device", "Web Keys")
    wait_stored(settings, "device", "Web Keys")
    settings.click("#learn")
    expect(settings.locator("#said")).to_have_text("Play your lowest key.")
    keyboard.send([0x90, 36, 80])
    expect(settings.locator("#said")).to_have_text("Your lowest key is note 36.")
    expect(settings.locator("#setting-lowest_note")).to_have_value("36")
    keyboard.unplug()

    expect(settings.locator("#setting-device")).to_have_value("Web Keys")
    expect(settings.locator("#setting-device option:checked")).to_have_text(
        "Web Keys (not there now)"
    )


def test_sound_device(settings: Page) -> None:
    """The sound can go to any output there is, and one that is gone is said."""
    device = settings.locator("#setting-output")
    expect(device.locator("option")).not_to_have_count(1)
    chosen = device.locator("option").nth(1).get_attribute("value")
    device.select_option(chosen)
    wait_stored(settings, "output", chosen)
    settings.evaluate("""async () => {
      const {settings} = await chrome.storage.sync.get('settings');
      await chrome.storage.sync.set({settings: {...settings, output: 'gone'}});
    }""")

    expect(settings.locator("#said")).to_contain_text("That sound output is not there any more")


def test_pairing(settings: Page, server: Server, browser: Browser) -> None:
    """A wrong code is refused in words, a right one pairs and connects, and it can be forgotten."""
    browser.forgive("/v1/pairings")
    said = settings.locator("#room-settings fieldset", has=settings.locator("#pair"))
    said = said.get_by_role("status")
    settings.fill("#setting-server", server.address)
    settings.press("#setting-server", "Enter")
    wait_stored(settings, "server", server.address)
    settings.fill("#pair-code", "AAAAAAAA")
    settings.click("#pair")
    expect(said).to_contain_text("That code is not valid")
    settings.fill("#pair-code", server.code())
    settings.press("#pair-code", "Enter")
    expect(said).to_have_text("Paired as owner.")
    expect(settings.locator("#link-server")).to_have_accessible_name("Server connected")
    settings.click("#unpair")

    expect(said).to_have_text("This browser is no longer paired.")
    expect(settings.locator("#link-server")).to_have_accessible_name("Server not paired")

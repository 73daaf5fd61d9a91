"""The page model in a real browser: what fixture pages expect, and what Chromium itself knows."""

import time

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_model import PAGES, Model, expected
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("name", PAGES)
def test_page(browser: Browser, pages: str, name: str) -> None:
    """The model holds what the page says it should, in its order, and acts as a mouse would."""
    wanted = expected(name)
    model = Model(browser, f"{pages}/model/{name}")
    lines: list[str] = []

    def same() -> bool:
        lines[:] = model.lines()
        return lines == wanted.elements

    deadline = time.monotonic() + 3
    while not same() and time.monotonic() < deadline:
        time.sleep(0.1)

    assert "\n".join(lines) == "\n".join(wanted.elements)
    for act in wanted.acts:
        reply = model.click(act.name)
        assert reply["ok"] == (act.how != "!>"), (act, reply)
        if act.how == "!>":
            assert reply["why"]["key"] == act.what
            continue
        assert reply["value"].get("asks", False) == (act.how == "?>")
        until(lambda: model.page.evaluate(act.what), f"{act.name}: {act.what}")  # noqa: B023

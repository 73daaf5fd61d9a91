"""The grid in a real browser: three keys click where no element is found."""

import pytest

from tests.e2e.harness_browser import Browser
from tests.e2e.harness_labels import HIGH_C, Labels, opened
from tests.e2e.harness_panel import Panel
from tests.e2e.harness_performer import type_text
from tests.e2e.harness_wait import until

pytestmark = pytest.mark.e2e

CANVAS = """() => {
  document.body.innerHTML = '<canvas style="position:fixed; inset:0; width:100%; height:100%">';
  window.at = [];
  const types = ['pointermove', 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  for (const type of types) {
    document.querySelector('canvas').addEventListener(type, ({clientX, clientY, buttons}) => {
      window.at.push([type, clientX / innerWidth, clientY / innerHeight, buttons]);
    });
  }
}"""


def grid(browser: Browser, panel: Panel, address: str) -> Labels:
    """Open a page of which all is a canvas."""
    labels = opened(browser, panel, address)
    labels.page.evaluate(CANVAS)
    return labels


def test_three_keys_click_within_a_few_pixels(browser: Browser, panel: Panel, pages: str) -> None:
    """Each key is drawn, said and leads into its cell; the mouse is in the middle of the last."""
    labels = grid(browser, panel, f"{pages}/one.html")
    type_text(panel, "grid")
    until(lambda: len(labels.parts("cell")) == 20, "the cells are drawn")
    labels.play(17)  # second row, third column
    panel.wait_said("Row 2 of 4, column 3 of 5")
    labels.play(13)  # its top left
    panel.wait_said("Row 1 of 4, column 1 of 5")
    until(lambda: len(labels.parts("small")) == 20, "the smallest cells show no numbers")
    labels.play(9)  # its bottom right

    panel.wait_said("Clicked canvas, at 44 percent across, 30 percent down")
    until(lambda: not labels.parts("cell"), "the cells are gone")
    heard = labels.page.evaluate("at")
    assert [kind for kind, *_ in heard] == [
        *("pointermove", "pointerdown", "mousedown", "pointerup", "mouseup", "click"),
    ]
    for _, across, down, _ in heard:
        assert across == pytest.approx(2 / 5 + 1 / 25 - 1 / 250, abs=0.001)
        assert down == pytest.approx(1 / 4 + 1 / 16 - 1 / 128, abs=0.001)
    assert [buttons for *_, buttons in heard] == [0, 1, 1, 0, 0, 0]


def test_a_spoken_point(browser: Browser, panel: Panel, pages: str) -> None:
    """All at once, by the numbers of the keys."""
    labels = grid(browser, panel, f"{pages}/one.html")

    type_text(panel, "grid 13 13 thirteen")

    panel.wait_said("Clicked canvas, at 0 percent across, 1 percent down")
    assert labels.page.evaluate("at.at(-1)[0]") == "click"


def test_a_key_of_no_cell_starts_over_and_a_c_ends_it(
    browser: Browser, panel: Panel, pages: str
) -> None:
    """The whole view is drawn again; then nothing is."""
    labels = grid(browser, panel, f"{pages}/one.html")
    type_text(panel, "grid")
    until(lambda: labels.parts("cell"), "the cells are drawn")
    whole = labels.box(labels.parts("cell")[0])
    labels.play(17)
    until(lambda: labels.box(labels.parts("cell")[0]) != whole, "the cells of a cell")

    labels.play(23)
    until(lambda: labels.box(labels.parts("cell")[0]) == whole, "the whole view again")
    labels.play(HIGH_C)

    until(lambda: not labels.parts("cell"), "the cells are gone")
    assert labels.page.evaluate("at") == []


INTO = """(name) => {
  document.body.innerHTML = '<iframe style="position:fixed; left:40%; top:25%; width:300px;' +
    'height:200px; border:7px solid"></iframe>';
  const other = new URL('model/inner.html', location.href);
  other.hostname = name;
  document.querySelector('iframe').src = other;
}"""
HEAR = """() => {
  window.at = [];
  addEventListener('click', ({clientX, clientY}) => window.at.push([clientX, clientY]));
}"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_point_in_a_frame(browser: Browser, panel: Panel, pages: str, host: str) -> None:
    """The frame that is there hears it where it is, one of another site, too."""
    labels = opened(browser, panel, f"{pages}/one.html")
    labels.page.evaluate(INTO, host)
    inner = until(lambda: labels.page.frames[1:], "the frame is there")[0]
    inner.wait_for_url("**/inner.html")
    inner.evaluate(HEAR)

    type_text(panel, "grid 17 16 16")

    panel.wait_said("Clicked")
    until(lambda: inner.evaluate("at.length"), "it is heard")
    x, y = labels.page.evaluate(
        "[innerWidth * (0.4 + 0.052) - 7, innerHeight * (0.25 + 0.0859) - 7]"
    )
    box = labels.page.evaluate(
        "(({left, top}) => [left, top])(document.querySelector('iframe').getBoundingClientRect())"
    )
    wanted = (x - box[0], y - box[1])
    assert inner.evaluate("at[0]") == [pytest.approx(one, abs=2) for one in wanted]


def test_a_point_on_a_button_that_submits(browser: Browser, panel: Panel, pages: str) -> None:
    """It is refused with the word that submits, as a click on it is."""
    labels = opened(browser, panel, f"{pages}/stage.html")
    labels.page.evaluate(
        """() => { document.querySelector('form button').style =
          'position:fixed; inset:0; width:100%; height:100%'; }"""
    )
    type_text(panel, "grid 17 17 17")

    panel.wait_said("submit")
    assert panel.role == "failed"
    assert "submit form" not in labels.page.evaluate("heard")

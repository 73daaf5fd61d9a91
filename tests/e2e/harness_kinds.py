"""The kinds of page that a person meets: the stage's content where each puts it.

`test_kinds.py` walks every command that needs the page over every kind, by its case of
`harness_cases.py`: what it does on the plain stage, it does here, but for what EXCEPT has.
"""

from dataclasses import replace

from playwright.sync_api import Frame, Page

from tests.e2e.harness_case import Case
from tests.e2e.harness_cases import CASES
from tests.e2e.harness_pages import FOLDER

STAGE = (FOLDER / "stage.html").read_text(encoding="utf-8")
CONTENT = STAGE[STAGE.index("<h1>") : STAGE.index("<script>")]

# The page tells where its content is: `root` finds it, `ground` holds it, `pane` scrolls it.
SET = """
const GROUND = 'position: relative; width: 4000px; height: 9000px; font: 16px/1.5 sans-serif';
const PANE = 'position: fixed; inset: 30px 60px; overflow: auto; border: 5px solid; padding: 0';
const reset = () => {
  document.body.replaceChildren();
  document.body.style = 'width: auto; height: auto';
  window.heard = [];
};
const told = (root, pane) => {
  window.stage = {root, pane, ground: pane.firstElementChild};
  for (const type of ['click', 'contextmenu', 'submit']) {
    pane.addEventListener(type, (event) => {
      if (type !== 'click') event.preventDefault();
      window.heard.push(`${type} ${event.target.id}`);
    });
  }
};
const framed = (address) => new Promise((done) => {
  reset();
  const frame = document.createElement('iframe');
  frame.style = 'margin: 30px 60px; width: 1000px; height: 520px';
  frame.allow = 'autoplay; fullscreen';
  frame.src = address;
  frame.onload = done;
  document.body.append(frame);
});
const BEHIND = `<p><a href="#behind">Behind</a> <button>Behind, too</button></p>
  <label>A field behind <input></label>`;
"""

KINDS = {
    "frame": "return framed(`${here}/stage.html`);",
    "frame of another site": "return framed(`${there}/stage.html`);",
    "shadow tree": """
      reset();
      const host = document.body.appendChild(document.createElement('div'));
      const root = host.attachShadow({mode: 'closed'});
      root.innerHTML = `<div style="${PANE}"><div style="${GROUND}">${content}</div></div>`;
      told(root, root.firstElementChild);""",
    "modal": """
      reset();
      document.body.innerHTML = `${BEHIND}<dialog style="${PANE}">
        <div style="${GROUND}">${content}</div></dialog>`;
      const dialog = document.querySelector('dialog');
      dialog.showModal();
      told(document, dialog);""",
    "app": """
      reset();
      history.pushState(null, '', '#view');
      document.body.innerHTML = `<main aria-label="View" style="${PANE}">
        <div style="${GROUND}">${content}</div></main>`;
      told(document, document.querySelector('main'));""",
}

EXCEPT: dict[tuple[str, str], Case] = {
    ("element.nearest", "modal"): replace(
        CASES["element.nearest"],
        # A dialog gives its first button the focus; the nearest is sought from there.
        seen=lambda now, _: now["said"].startswith("1 of 1: Send"),
    ),
    # It is the dialog that Escape closes.
    ("field.escape", "modal"): replace(
        CASES["field.escape"], seen=lambda now, _: now["said"].startswith("Closed ")
    ),
    ("landmark.list", "app"): replace(
        CASES["landmark.list"], seen=lambda now, _: now["offer"] == ["View", "Ways"]
    ),
    # The walk leaves lists on offer, whose first it would take; and a frame's address is its own.
    **{
        ("link.first", kind): replace(
            CASES["link.first"],
            given=(("link.list", None),),
            seen=lambda now, _: now["said"].startswith("Clicked To the end"),
        )
        for kind in KINDS
    },
}
"""By command and kind: what is seen instead."""


def arrange(page: Page, kind: str, pages: str) -> Page | Frame:
    """Put the content anew into the page; gives what of the page holds it."""
    there = pages.replace("127.0.0.1", "localhost")
    page.evaluate(f"([content, here, there]) => {{ {SET} {KINDS[kind]} }}", [CONTENT, pages, there])
    return page.frames[-1] if "frame" in kind else page

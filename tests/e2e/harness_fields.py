"""The commands for fields, on a stage with one of each kind, and the page of all kinds."""

from playwright.sync_api import Page

from tests.e2e.harness_case import Case

ADD_FIELDS = """document.body.insertAdjacentHTML('beforeend', `
<div style="position:absolute; left:600px; top:100px">
  <textarea id="notes" aria-label="Notes">as it was</textarea>
  <select id="colour" aria-label="Colour"><option>Red<option>Green<option>Blue</select>
  <label><input type="checkbox" id="box"> Loud</label>
</div>`)"""


def focused(name: str) -> str:
    """Give JavaScript that adds the fields and puts the focus on one."""
    return f"{ADD_FIELDS}; document.querySelector('#{name}').focus()"


FIELDS = {
    "field.focus": Case(
        lambda now, _: now["said"].startswith("2 of 4: Notes") and now["focus"] == "notes",
        value=2,
        page=ADD_FIELDS,
    ),
    "field.type": Case(
        lambda now, _: now["field"] == "Hello, World",
        value="Hello, World",
        page="document.querySelector('#field').select()",
    ),
    "dictation.write": Case(
        lambda now, _: now["notes"] == "Hello, you.as it was",
        value="hello comma you full stop",
        page=focused("notes"),
    ),
    "field.enter": Case(lambda now, _: now["notes"] == "\nas it was", page=focused("notes")),
    "field.escape": Case(
        lambda now, _: now["focus"] == "" and now["said"].startswith("Left A field"),
        page="document.querySelector('#field').focus()",
    ),
    "field.choose": Case(
        lambda now, _: now["colour"] == "Green", value="Green", page=focused("colour")
    ),
    "field.tick": Case(lambda now, _: now["box"] is True, page=focused("box")),
}


def focus(page: Page, name: str) -> None:
    """Put the focus on an element, and the caret at its text's end."""
    page.evaluate(
        """(name) => {
          const field = document.getElementById(name);
          field.focus();
          if (field.isContentEditable) getSelection().selectAllChildren(field);
          getSelection().modify('move', 'forward', 'documentboundary');
        }""",
        name,
    )


def value(page: Page, name: str) -> str:
    """Give what a field holds."""
    found: str = page.evaluate(
        """(name) => {
          const one = document.getElementById(name);
          return one.value ?? one.innerHTML;
        }""",
        name,
    )
    return found

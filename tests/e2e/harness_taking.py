"""The commands that take something of the page, on a stage with links, a picture and a pointer."""

from tests.e2e.harness_case import Case
from tests.e2e.harness_elements import ADD_ELEMENTS

ADD_POINTED = """{
  const field = document.querySelector('#field');
  field.focus();
  field.addEventListener('mouseenter', () => { field.value = 'pointed at'; });
  field.addEventListener('mouseleave', () => { field.value = 'as it was'; });
}"""

ADD_FILE = """document.body.insertAdjacentHTML('beforeend',
  `<a href="sheet.pdf" id="file" style="position:absolute; left:600px; top:60px">A sheet</a>`);
  document.querySelector('#file').focus()"""

LINKS = (("link.list", None),)

TAKING = {
    "element.hover": Case(lambda now, _: now["field"] == "pointed at", page=ADD_POINTED),
    "element.nearest": Case(
        lambda now, _: now["said"].startswith("1 of 2: Send"), value="button", page=ADD_ELEMENTS
    ),
    "element.copy-link": Case(
        lambda now, _: now["said"].endswith("stage.html#end") and len(now["offer"]) == 2,
        page=ADD_ELEMENTS,
        given=LINKS,
    ),
    "element.copy-text": Case(
        lambda now, _: now["said"] == "Copied: as it was",
        page="document.querySelector('#field').focus()",
    ),
    "element.download": Case(
        lambda now, was: now["said"].startswith("Downloaded ") and now["files"] == was["files"] + 1,
        page=ADD_FILE,
    ),
    "element.new-window": Case(
        lambda now, _: len(now["windows"]) == 2 and now["windows"][1] == ["The stage"],
        page=ADD_ELEMENTS,
        given=LINKS,
    ),
}

"""The commands for a page's elements, on a stage with links, a picture and a part of the page."""

from tests.e2e.harness_case import Case

ADD_ELEMENTS = """document.body.insertAdjacentHTML('beforeend', `
<nav aria-label="Ways" style="position:absolute; left:600px; top:300px">
  <a href="#end">To the end</a> <a href="#start">To the start</a>
  <img alt="A picture" width="40" height="40" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
</nav>`)"""

ADD_MAP = """document.body.insertAdjacentHTML('beforeend',
  '<canvas id="map" style="position:fixed; inset:0; width:100%; height:100%"></canvas>')"""

WAYS = ("To the end", "To the start")

LISTS = {
    "link.list": Case(lambda now, _: now["offer"] == [*WAYS], page=ADD_ELEMENTS),
    "link.first": Case(
        lambda now, _: now["url"].endswith("stage.html#end"), page=ADD_ELEMENTS, undone=False
    ),
    "heading.list": Case(lambda now, _: now["offer"] == ["The stage"]),
    "field.list": Case(lambda now, _: now["offer"] == ["A field"]),
    "button.list": Case(lambda now, _: now["offer"] == ["Press me", "Send"]),
    "landmark.list": Case(lambda now, _: now["offer"] == ["Ways"], page=ADD_ELEMENTS),
    "image.list": Case(lambda now, _: now["offer"] == ["A picture"], page=ADD_ELEMENTS),
    "element.list": Case(
        lambda now, _: {*WAYS, "Send", "A picture"} <= {*now["offer"]}, page=ADD_ELEMENTS
    ),
    "element.find": Case(
        lambda now, _: "click button" in now["heard"], value="Press me", undone=False
    ),
    "element.at": Case(
        lambda now, _: now["said"].startswith("To the end"), value=(0, 0), page=ADD_ELEMENTS
    ),
    "element.new-tab": Case(
        lambda now, _: now["tabs"].count("The stage") == 2,
        page=ADD_ELEMENTS,
        given=(("link.list", None),),
    ),
    "label.click": Case(
        lambda now, _: "click button" in now["heard"], value="Press me", undone=False
    ),
    "label.new-tab": Case(
        lambda now, _: now["tabs"].count("The stage") == 2, value="To the end", page=ADD_ELEMENTS
    ),
    "label.focus": Case(lambda now, _: now["said"].startswith("A field"), value="A field"),
    "labels.toggle": Case(lambda now, _: "Press me" in now["labels"] and "shown" in now["said"]),
    "grid.click": Case(lambda now, _: "click map" in now["heard"], value=(18, 6, 1), page=ADD_MAP),
}

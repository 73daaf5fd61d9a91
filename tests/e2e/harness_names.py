"""Commands of names and words of one's own, with what they do."""

from tests.e2e.harness_case import Case
from tests.e2e.harness_stage import Seen

NAME = (6, 3, 6)
"""Keys that no slip of another word plays."""
FRAMED = (24, *NAME, 24)
NAMED = (("name.tab", NAME),)
BEGUN = (("zoom.in", None), ("word.new", NAME))


def says(*parts: str) -> Case:
    """Give a case of naming: what is said of it, in these parts."""
    return Case(lambda now, _: all(part in now["said"] for part in parts), value=NAME)


def offers(*titles: str) -> Case:
    """Give a case of a list: what it offers of one name."""
    return Case(lambda now, _: now["offer"] == [*titles], given=NAMED)


def called(now: Seen, _was: Seen) -> bool:
    """Tell whether the name has its spoken form."""
    return bool(now["said"] == "“the stage”, played 24 6 3 6 24: tab The stage")


SESSION = (("session.record", None), ("session.stop", None))

NAMES = {
    "name.tab": says("24 6 3 6 24: tab The stage", "call it"),
    "name.address": says("24 6 3 6 24: address of The stage"),
    "name.bookmark": Case(
        lambda now, _: "24 6 3 6 24: bookmark The stage" in now["said"],
        value=NAME,
        given=(("bookmark.add", None),),
    ),
    "name.place": says("24 6 3 6 24: place on The stage"),
    "name.session": Case(
        lambda now, _: "24 6 3 6 24: session Session of" in now["said"],
        value=NAME,
        given=SESSION,
    ),
    "name.call": Case(called, value="the stage", given=NAMED),
    "name.keys": Case(
        lambda now, _: "24 9 3 9 24: tab The stage" in now["said"], value=(9, 3, 9), given=NAMED
    ),
    "name.list": offers("6 3 6"),
    "name.history": Case(
        lambda now, _: len(now["offer"]) == 1 and now["offer"][0].startswith("6 3 6, "),
        given=(*NAMED, ("name.call", "the stage")),
    ),
    "name.remove": Case(lambda now, _: now["said"] == "Removed 6 3 6, tab The stage", given=NAMED),
    "word.new": Case(
        lambda now, _: now["offer"] == ["The last 1"] and "New word 24 6 3 6 24" in now["said"],
        value=NAME,
        given=(("zoom.in", None),),
    ),
    "word.commands": Case(
        lambda now, _: now["said"].startswith("24 6 3 6 24: zoom in"), value=1, given=BEGUN
    ),
    "word.session": Case(
        lambda now, _: "24 6 3 6 24: session Session of" in now["said"],
        given=(*SESSION, *BEGUN),
    ),
    "word.text": Case(
        lambda now, _: "24 6 3 6 24: types “Dear Ann,”" in now["said"],
        value="Dear Ann,",
        given=BEGUN,
    ),
    "word.meaning": Case(
        lambda now, _: "24 6 3 6 24: means “the end”" in now["said"], value="the end", given=BEGUN
    ),
    "word.steps": Case(
        lambda now, _: "24 6 3 6 24: search {text} then next tab, 3 times" in now["said"],
        value="search {text} then next tab, 3 times",
        given=BEGUN,
    ),
    "word.open": Case(
        lambda now, _: "24 6 3 6 24: tab {number}." in now["said"],
        value=1,
        given=(("tab.number", 2), ("word.new", NAME), ("word.commands", 1)),
    ),
    "word.times": Case(
        lambda now, _: "24 6 3 6 24: zoom in, 3 times" in now["said"],
        value=3,
        given=(*BEGUN, ("word.commands", 1)),
    ),
}

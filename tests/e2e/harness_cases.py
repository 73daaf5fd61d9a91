"""Every command with what it does: what is played before it, its value, and the effect seen.

A command without a case here fails `test_commands.py`, which walks the command table.
"""

from collections.abc import Callable
from typing import Any

from tests.e2e.harness_asking import ASKING
from tests.e2e.harness_case import Case
from tests.e2e.harness_elements import LISTS
from tests.e2e.harness_fields import FIELDS
from tests.e2e.harness_layout import LAYOUT
from tests.e2e.harness_media import ADD_VIDEO
from tests.e2e.harness_names import NAMES
from tests.e2e.harness_reviewing import REVIEWING
from tests.e2e.harness_sessions import SESSIONS
from tests.e2e.harness_stage import Seen
from tests.e2e.harness_taking import TAKING
from tests.e2e.harness_voices import VOICES

DOWN = "scrollTo(0, 4000)"
RIGHT = "scrollTo(1000, 0)"
FIELD = "document.querySelector('#field').focus()"
BUTTON = "document.querySelector('#button').focus()"

SCROLLING = {
    "scroll.down": Case(lambda now, was: was["y"] < now["y"] < was["height"]),
    "scroll.up": Case(lambda now, was: now["y"] < was["y"], page=DOWN),
    "scroll.half-down": Case(lambda now, _: abs(now["y"] - now["height"] / 2) < 60),
    "scroll.half-up": Case(lambda now, was: was["y"] - now["y"] > now["height"] / 3, page=DOWN),
    "scroll.page-down": Case(lambda now, _: now["y"] > now["height"] / 2),
    "scroll.page-up": Case(lambda now, was: was["y"] - now["y"] > now["height"] / 2, page=DOWN),
    "scroll.top": Case(lambda now, _: now["y"] == 0, page=DOWN),
    "scroll.bottom": Case(lambda now, _: abs(now["y"] + now["height"] - 9000) < 60),
    "scroll.left": Case(lambda now, was: now["x"] < was["x"], page=RIGHT),
    "scroll.right": Case(lambda now, was: now["x"] > was["x"]),
    "scroll.by": Case(lambda now, _: now["y"] > now["height"] / 8, value=-3),
    "scroll.percent": Case(lambda now, _: 4000 < now["y"] < 4500, value=50),
    "scroll.auto": Case(lambda now, _: now["y"] > 20),
}

ELEMENTS = {
    "element.click": Case(lambda now, _: "click button" in now["heard"], page=BUTTON),
    "element.right-click": Case(lambda now, _: "contextmenu button" in now["heard"], page=BUTTON),
    "field.clear": Case(lambda now, _: now["field"] == "", page=FIELD),
    "field.submit": Case(lambda now, _: "submit form" in now["heard"], page=FIELD),
    **LISTS,
    **FIELDS,
    **TAKING,
}

READS = (("read.start", None),)


def reads(sentence: str) -> Callable[[Seen, Seen], Any]:
    """Give what tells whether this is being read now, and was not before."""
    return lambda now, was: [was["spoken"][-1] != sentence, now["spoken"][-1]] == [True, sentence]


READING = {
    "where": Case(lambda now, _: "Tab 2 of 3, channel 1 of 1" in now["said"]),
    "read.start": Case(lambda now, _: now["speaking"] and now["spoken"] == ["The stage"]),
    "stop": Case(
        lambda now, was: was["speaking"] and not now["speaking"], given=(("read.start", None),)
    ),
    "continue": Case(
        lambda now, was: not was["speaking"] and now["spoken"] == ["The stage"] * 2,
        given=(("read.start", None), ("stop", None)),
    ),
    "read.main": Case(lambda now, _: now["spoken"] == ["The stage"]),
    "read.next": Case(reads("The first sentence."), given=READS),
    "read.previous": Case(reads("The stage"), given=(*READS, ("read.next", None))),
    "read.paragraph-next": Case(reads("The first sentence."), given=READS),
    "read.paragraph-previous": Case(reads("The stage"), given=(*READS, ("read.next", None))),
    "read.faster": Case(lambda now, _: now["settings"].get("rate") == 120),
    "read.slower": Case(lambda now, _: now["settings"].get("rate") == 80),
    "read.spell": Case(
        lambda now, _: now["offer"] == ["The", "stage"] and not now["speaking"], given=READS
    ),
}

TABS = {
    "tab.number": Case(lambda now, _: now["front"] == "Page three", value=3),
    "tab.next": Case(lambda now, _: now["front"] == "Page three"),
    "tab.previous": Case(lambda now, _: now["front"] == "Page one"),
    "tab.first": Case(lambda now, _: now["front"] == "Page one"),
    "tab.last": Case(lambda now, _: now["front"] == "Page three"),
    "tab.last-used": Case(lambda now, _: now["front"] == "Page three"),
    "tab.list": Case(lambda now, _: now["offer"] == now["tabs"] and now["chosen"] == 1),
    "tab.new": Case(lambda now, _: len(now["tabs"]) == 4 and now["url"].startswith("chrome://new")),
    "tab.close": Case(lambda now, _: now["tabs"] == ["Page one", "Page three"]),
    "tab.reopen": Case(lambda now, _: "The stage" in now["tabs"], given=(("tab.close", None),)),
    "tab.duplicate": Case(lambda now, _: now["tabs"].count("The stage") == 2),
    "tab.pin": Case(lambda now, _: now["pinned"] and now["tabs"][0] == "The stage"),
    "tab.mute": Case(lambda now, _: now["muted"]),
    "tab.move": Case(lambda now, _: now["tabs"][2] == "The stage", value=1),
    "tab.detach": Case(
        lambda now, _: now["windows"] == [["Page one", "Page three"], ["The stage"]]
    ),
    "tab.find": Case(lambda now, _: now["front"] == "Page three", value="Page three"),
    "tab.close-others": Case(lambda now, _: now["tabs"] == ["The stage"]),
}

DETACHED = (("tab.detach", None),)


def in_first(now: Seen, _was: Seen) -> bool:
    """Tell whether commands reach the first window: without a screen all windows have the focus."""
    return bool(now["offer"] == ["Page one", "Page three"])


CHANNELS = {
    "channel.new": Case(lambda now, _: len(now["windows"]) == 2 and now["window"] == 2),
    "channel.number": Case(in_first, value=1, given=DETACHED, then="tab.list"),
    "channel.next": Case(in_first, given=DETACHED, then="tab.list"),
    "channel.previous": Case(in_first, given=DETACHED, then="tab.list"),
    "channel.list": Case(lambda now, _: now["offer"] == ["The stage"] and now["chosen"] == 0),
    "channel.close": Case(
        lambda now, _: now["windows"] == [["Page one", "Page three"]], given=DETACHED
    ),
}

NAVIGATION = {
    "history.back": Case(lambda now, _: now["front"] == "Page two"),
    "history.forward": Case(
        lambda now, _: now["front"] == "The stage", given=(("history.back", None),)
    ),
    "history.back-by": Case(lambda now, _: now["front"] == "Page two", value=1),
    "history.forward-by": Case(
        lambda now, _: now["front"] == "The stage", value=1, given=(("history.back", None),)
    ),
    "page.reload": Case(lambda now, _: now.get("fresh"), page="window.mark = true"),
    "address.open": Case(lambda now, _: now["front"] == "Page three", value="Page three"),
    "search.web": Case(lambda now, _: "play+the+web" in now["url"], value="play the web"),
}

ZOOM = {
    "zoom.in": Case(lambda now, _: now["zoom"] == 110),
    "zoom.out": Case(lambda now, _: now["zoom"] == 90),
    "zoom.percent": Case(lambda now, _: now["zoom"] == 150, value=150),
    "zoom.reset": Case(lambda now, _: now["zoom"] == 100, given=(("zoom.percent", 150),)),
}

BOOKMARKS = {
    "bookmark.add": Case(lambda now, _: now["bookmarks"] == ["The stage"]),
    "bookmark.open": Case(
        lambda now, _: now["front"] == "The stage",
        value="The stage",
        given=(("bookmark.add", None), ("history.back", None)),
    ),
    "bookmark.remove": Case(lambda now, _: now["bookmarks"] == [], given=(("bookmark.add", None),)),
}

PAST = {
    "history.find": Case(lambda now, _: now["front"] == "Page three", value="Page three"),
    "history.visits": Case(lambda now, _: len(now["offer"]) == 1 and "visits: 1" in now["said"]),
    "history.most-visited": Case(lambda now, _: {"Page two", "The stage"} <= {*now["offer"]}),
}

LIST = (("tab.list", None),)

ITEMS = {
    "item.next": Case(lambda now, _: now["chosen"] == 2, given=LIST),
    "item.previous": Case(lambda now, _: now["chosen"] == 0, given=LIST),
    "item.choose": Case(lambda now, _: now["front"] == "Page three", value=3, given=LIST),
    "open": Case(lambda now, _: now["front"] == "Page three", given=(*LIST, ("item.next", None))),
}

PLAYING = (("media.play", None),)


def medium(seen: Callable[[Seen], Any], **more: Any) -> Case:
    """Give a case with a video in the page; what is seen of it is its effect."""
    return Case(lambda now, _: seen(now["media"] | {"time": now["time"]}), page=ADD_VIDEO, **more)


MEDIA = {
    "media.play": medium(lambda video: video["playing"]),
    "media.pause": medium(lambda video: not video["playing"], given=PLAYING),
    "media.listen": medium(lambda video: video["playing"]),
    "media.list": Case(lambda now, _: now["offer"] == ["The stage"], page=ADD_VIDEO),
    "media.seek": medium(lambda video: video["time"] == 10, value=2),
    "media.percent": medium(lambda video: video["time"] == 30, value=50),
    "media.second": medium(lambda video: video["time"] == 40, value=-20),
    "media.louder": medium(lambda video: video["volume"] == 40, given=(("media.volume", 30),)),
    "media.softer": medium(lambda video: video["volume"] == 90),
    "media.volume": medium(lambda video: video["volume"] == 30, value=30),
    "media.faster": medium(lambda video: video["speed"] == 125),
    "media.slower": medium(lambda video: video["speed"] == 75),
    "media.speed": medium(lambda video: video["speed"] == 300, value=300),
    "media.mute": medium(lambda video: video["muted"]),
    "media.captions": medium(lambda video: video["captions"] == "showing"),
    "media.full-screen": medium(lambda video: video["full"]),
    "media.silence": Case(
        lambda now, _: now["muted"],
        page=ADD_VIDEO,
        given=PLAYING,
        ready=lambda now: now["sounding"],
    ),
    "tab.sounding": Case(
        lambda now, _: now["front"] == "The stage",
        page=ADD_VIDEO,
        given=(*PLAYING, ("tab.first", None)),
        ready=lambda now: now["sounding"],
    ),
}

HELP = {
    "help.show": Case(lambda now, _: now["room"] == "room-help" and len(now["offer"]) > 60),
    "help.command": Case(
        lambda now, _: now["room"] == "room-help" and "next tab" in now["said"], value="next tab"
    ),
    "tour.start": Case(lambda now, _: now["room"] == "room-tour"),
}

SETTINGS = {
    "settings.open": Case(lambda now, _: now["room"] == "room-settings"),
    "sound.louder": Case(lambda now, _: now["settings"].get("volume") == 80),
    "sound.softer": Case(lambda now, _: now["settings"].get("volume") == 60),
    "language.off": Case(
        lambda now, _: now["settings"].get("languages") == ["base"], value="swift"
    ),
    "language.on": Case(
        lambda now, _: now["settings"].get("languages") == ["base", "swift"],
        value="swift",
        given=(("language.off", "swift"),),
        framed=True,
    ),
}

UNDOING = {
    "undo.list": Case(
        lambda now, _: now["offer"][:2] == ["page down", "zoom in"],
        given=(("zoom.in", None), ("scroll.page-down", None)),
    ),
}

ENGINE = {
    "again": Case(lambda now, was: now["y"] == 2 * was["y"] > 0, given=(("scroll.down", None),)),
    "undo": Case(lambda now, was: was["y"] > now["y"] == 0, given=(("scroll.down", None),)),
    "cancel": Case(lambda now, _: "The stage, on" in now["said"]),
    "microphone.on": Case(lambda now, _: "pair with it" in now["said"], undone=False),
    "microphone.once": Case(lambda now, _: "pair with it" in now["said"], undone=False),
    "dictation.start": Case(lambda now, _: "pair with it" in now["said"], undone=False),
    "dictation.stop": Case(lambda now, _: "start dictation" in now["said"], undone=False),
    "dictation.scratch": Case(lambda now, _: "othing" in now["said"], undone=False),
    "microphone.off": Case(lambda now, _: now["said"] == "Not listening any more", undone=False),
    "piano.off": Case(lambda now, _: now["said"] == "Piano off: the keys only play", undone=False),
    "piano.on": Case(lambda now, _: now["said"] == "Piano on", given=(("piano.off", None),)),
}

FOUND = (("find.text", "sentence"),)

FINDING = {
    "find.text": Case(lambda now, _: now["said"].startswith("2 hits"), value="sentence"),
    "find.again": Case(lambda now, _: len(now["offer"]) == 2, given=(*FOUND, ("tab.list", None))),
    "find.tabs": Case(lambda now, _: now["offer"] == ["The stage"], value="sentence"),
    "find.everywhere": Case(
        lambda now, _: now["offer"] == ["Page one", "The stage", "Page three", "Page two"],
        value="page",
        page="document.querySelector('p').textContent = 'This page is sought.'",
    ),
    "find.history": Case(lambda now, _: now["offer"] == ["sentence"], given=FOUND),
    "find.select": Case(lambda now, _: now["said"] == "Selected “sentence”", given=FOUND),
}

FAMILIES: dict[str, dict[str, Case]] = {
    "scrolling": SCROLLING,
    "elements": ELEMENTS,
    "reading": READING,
    "tabs": TABS,
    "channels": CHANNELS,
    "navigation": NAVIGATION,
    "zoom": ZOOM,
    "bookmarks": BOOKMARKS,
    "past": PAST,
    "finding": FINDING,
    "items": ITEMS,
    "undoing": UNDOING,
    "names": NAMES,
    "layout": LAYOUT,
    "media": MEDIA,
    "help": HELP,
    "settings": SETTINGS,
    "voices": VOICES,
    "engine": ENGINE,
    "sessions": SESSIONS,
    "asking": ASKING,
}

CASES = {name: case for family in FAMILIES.values() for name, case in family.items()} | REVIEWING

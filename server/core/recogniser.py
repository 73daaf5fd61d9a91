"""Recogniser: walks the lexicon key by key and says what to do; pure, and without a clock.

``feed(lexicon, state, event)`` takes a key-down, a spoken word, a spoken value, the pedal or a set
of labels and returns the next state and effects. Only order counts: the same events give the same
effects at any tempo. Each state has one handler for each type of event, in the table at the end.
"""

from collections.abc import Callable
from typing import Any, Final

from server.core.firing import cancelled, complete, done, fire, wrong_value
from server.core.keys import COUNT, MIDDLE, is_c
from server.core.labelling import spoken_label, take_labels
from server.core.lexicon import Lexicon
from server.core.nearest import nearest
from server.core.off import ON_PEDAL, off_key
from server.core.states import (
    Choose,
    Effect,
    Event,
    Frame,
    Held,
    Off,
    Rest,
    State,
    Step,
    Swift,
    Waiting,
    rest,
)
from server.core.values import SHORTEST_NAME, Pressed, fit, press, press_label

MOST_HEARD: Final = 32
"""Keys of a dead frame that are remembered for its nearest words."""


def start(_lexicon: Lexicon) -> State:
    """Give the state to begin in."""
    return rest()


def feed(lexicon: Lexicon, state: State, event: Event) -> Step:
    """Take one event; return the next state and the effects, which are shown in the contract.

    Events that are none (a key outside 0..24, an unknown command) change nothing.
    """
    return EVENTS.get(event["type"], _ignore)(lexicon, state, event)


# Events.


def _key(lexicon: Lexicon, state: State, event: Event) -> Step:
    key = event["key"]
    return ON_KEY[state["at"]](lexicon, state, key) if 0 <= key < COUNT else (state, [])


def _word(lexicon: Lexicon, state: Any, event: Event) -> Step:
    """Fire a spoken word; it drops what is pending, unless it is one of the meanings asked for."""
    command = event["command"]
    kind = lexicon.kinds.get(command)
    if kind is None or (state["at"] == "off" and command != "piano.on"):
        return state, []
    after, effects = fire(command, kind, [], state.get("held"))
    if state["at"] in ("rest", "off") or command in state.get("commands", ()):
        return after, effects
    return after, [cancelled(state), *effects]


def _value(lexicon: Lexicon, state: State, event: Event) -> Step:
    spoken: Held = {"kind": event["kind"], "value": event["value"]}
    return ON_VALUE[state["at"]](lexicon, state, spoken)


def _pedal(lexicon: Lexicon, state: State, event: Event) -> Step:
    return ON_PEDAL[lexicon.pedal](state, event["down"])


def _labels(lexicon: Lexicon, state: State, event: Event) -> Step:
    def play(at: State, key: int) -> Step:
        return feed(lexicon, at, {"type": "key", "key": key})

    return take_labels(state, event["labels"], play)


def _ignore(_lexicon: Lexicon, state: State, _event: Event) -> Step:
    return state, []


# Keys, by state.


def _rest_key(lexicon: Lexicon, state: Rest, key: int) -> Step:
    if is_c(key):
        return _open(lexicon, state, key)
    return _swift_key(lexicon, {"at": "swift", "keys": [], "node": 0, "held": state["held"]}, key)


def _open(lexicon: Lexicon, state: Rest, key: int) -> Step:
    frame: Frame = {
        "at": "frame",
        "key": key,
        "keys": [key],
        "node": lexicon.tree[key],
        "dead": False,
        "held": state["held"],
    }
    return frame, [{"type": "open", "key": key}]


def _swift_key(lexicon: Lexicon, state: Swift, key: int) -> Step:
    if is_c(key):
        return rest(), [cancelled(state)]
    keys = [*state["keys"], key]
    node = lexicon.tree[state["node"] * COUNT + key]
    if node < 0:
        return complete(lexicon, -node - 1, keys, state["held"])
    if node == 0:
        return rest(state["held"]), [{"type": "fail", "where": "swift", "keys": keys}]
    return {"at": "swift", "keys": keys, "node": node, "held": state["held"]}, []


def _frame_key(lexicon: Lexicon, state: Frame, key: int) -> Step:
    node = lexicon.tree[state["node"] * COUNT + key] if state["node"] else 0
    if key == state["key"]:
        return _close(lexicon, state, node)
    if is_c(key):
        return rest(), [cancelled(state)]
    keys = [*state["keys"], key][:MOST_HEARD]
    after: Frame = {**state, "keys": keys, "node": node, "dead": not node}
    failed: Effect = {"type": "fail", "where": "frame", "keys": keys}
    return after, [] if node or state["dead"] else [failed]


def _close(lexicon: Lexicon, state: Frame, node: int) -> Step:
    """Fire the word, or offer the nearest; a word cut short is heard to fail only here."""
    keys = [*state["keys"], state["key"]]
    if node < 0:
        return complete(lexicon, -node - 1, keys, state["held"])
    effects: list[Effect] = [{"type": "nearest", "keys": keys, "commands": nearest(lexicon, keys)}]
    if not state["dead"]:
        effects.insert(0, {"type": "fail", "where": "frame", "keys": keys})
    return rest(state["held"]), effects


def _choose_key(lexicon: Lexicon, state: Choose, key: int) -> Step:
    if is_c(key):
        return rest(), [cancelled(state)]
    digits = [*state["digits"], key]
    heard, value = press("number", digits, lexicon.numbers)
    if heard == "more":
        return {**state, "digits": digits}, []
    return _pick(lexicon, state, value if heard == "done" else None, digits)


def _pick(lexicon: Lexicon, state: Choose, number: Any, digits: list[int]) -> Step:
    if number is None or not 1 <= number <= len(state["commands"]):
        return {**state, "digits": []}, [wrong_value(digits)]
    command = state["commands"][number - 1]
    return fire(command, lexicon.kinds[command], state["keys"], state["held"])


def _waiting_key(lexicon: Lexicon, state: Waiting, key: int) -> Step:
    digits = state["digits"]
    if is_c(key):
        named = state["kind"] == "name" and key == MIDDLE and len(digits) >= SHORTEST_NAME
        return done(state, digits) if named else (rest(), [cancelled(state)])
    digits = [*digits, key]
    heard, value = _press(lexicon, state, digits)
    if heard == "done":
        return done(state, value)
    if heard == "wrong":
        return {**state, "digits": []}, [wrong_value(digits)]
    return {**state, "digits": digits}, []


def _press(lexicon: Lexicon, state: Waiting, digits: list[int]) -> Pressed:
    if state["kind"] == "label":
        return press_label(digits, state["labels"])
    return press(state["kind"], digits, lexicon.numbers)


# Spoken values, by state.


def _hold(_lexicon: Lexicon, state: Any, spoken: Held) -> Step:
    """Keep a value that comes before its word is over."""
    if fit(spoken["kind"], spoken) is None:
        return state, [wrong_value([])]
    return state | {"held": spoken}, [{"type": "held", **spoken}]


def _choose_value(lexicon: Lexicon, state: Choose, spoken: Held) -> Step:
    if spoken["kind"] != "number":
        return _hold(lexicon, state, spoken)
    return _pick(lexicon, state, fit("number", spoken), [])


def _waiting_value(_lexicon: Lexicon, state: Waiting, spoken: Held) -> Step:
    value: Any = fit(state["kind"], spoken)
    if value is not None and state["kind"] == "label":
        return spoken_label(state, value)
    if value is None:
        return {**state, "digits": []}, [wrong_value(state["digits"])]
    return done(state, value)


def _off_value(_lexicon: Lexicon, state: Off, _spoken: Held) -> Step:
    return state, []


EVENTS: Final[dict[str, Callable[[Lexicon, Any, Event], Step]]] = {
    "key": _key,
    "word": _word,
    "value": _value,
    "pedal": _pedal,
    "labels": _labels,
}
ON_KEY: Final[dict[str, Callable[[Lexicon, Any, int], Step]]] = {
    "rest": _rest_key,
    "frame": _frame_key,
    "swift": _swift_key,
    "choose": _choose_key,
    "value": _waiting_key,
    "off": off_key,
}
ON_VALUE: Final[dict[str, Callable[[Lexicon, Any, Held], Step]]] = {
    "rest": _hold,
    "frame": _hold,
    "swift": _hold,
    "choose": _choose_value,
    "value": _waiting_value,
    "off": _off_value,
}

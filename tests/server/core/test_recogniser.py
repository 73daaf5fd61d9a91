"""The recogniser plays the vectors, and keeps its promises in every state of its lexicon."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.keys import COUNT, CS
from server.core.lexicon import Lexicon
from server.core.recogniser import feed, start
from tests.server.core.performances import perform, shipped_lexicon, small_lexicon, vectors

FILE = vectors("recogniser")
LEXICONS = {name: small_lexicon(row, FILE["lexicons"]) for name, row in FILE["lexicons"].items()}
ENDS = {"command", "want", "choose", "fail", "cancel"}


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda c: f"{c['group']}: {c['name']}")
def test_vector(case: dict[str, Any]) -> None:
    """A performance has the effects of its vector, each at its key, and ends where it should."""
    heard, state = perform(LEXICONS[case["lexicon"]], case["play"])

    assert (heard, state) == (case["expect"], case["state"])


def test_there_are_three_hundred_vectors_and_no_two_alike() -> None:
    """Every vector plays something else, or on another lexicon."""
    played = {(case["lexicon"], case["play"]) for case in FILE["cases"]}

    assert len(played) == len(FILE["cases"]) >= 300


def key(number: int) -> dict[str, Any]:
    """Make a key's event."""
    return {"type": "key", "key": number}


COMMANDS = ("tab.next", "tab.number", "piano.off", "piano.on", "scroll.by", "nothing")
VALUES = st.one_of(
    st.builds(lambda n: ("number", n), st.integers(-(10**13), 10**13)),
    st.builds(lambda n: ("step", n), st.integers(-13, 13)),
    st.builds(lambda t: ("text", t), st.text(max_size=4)),
    st.builds(lambda n: ("text", {"choice": n}), st.integers(-1, 9)),
    st.builds(
        lambda r, c: ("place", {"row": r, "column": c}), st.integers(-7, 7), st.integers(-7, 7)
    ),
    st.builds(lambda keys: ("name", keys), st.lists(st.integers(-1, 25), max_size=14)),
    st.just(("nonsense", None)),
)
EVENTS = st.one_of(
    st.builds(key, st.integers(-1, COUNT)),
    st.builds(key, st.sampled_from(CS)),
    st.builds(lambda c: {"type": "word", "command": c}, st.sampled_from(COMMANDS)),
    st.builds(lambda kv: {"type": "value", "kind": kv[0], "value": kv[1]}, VALUES),
    st.builds(lambda down: {"type": "pedal", "down": down}, st.booleans()),
    st.just({"type": "nonsense"}),
)
ROLES = {role: shipped_lexicon(pedal=role) for role in ("none", "piano-off", "talk")}


@given(st.lists(EVENTS, max_size=60), st.sampled_from(sorted(ROLES)))
def test_any_events_are_taken_and_the_same_ones_have_the_same_effects(
    events: list[dict[str, Any]], role: str
) -> None:
    """No event throws; a key ends at most one thing; played again, all is the same."""
    lexicon = ROLES[role]
    first: list[Any] = []
    again: list[Any] = []
    for heard in (first, again):
        state = start(lexicon)
        for event in events:
            state, effects = feed(lexicon, state, event)
            heard.append((state, effects))
            if event["type"] == "key":
                assert sum(e["type"] in ENDS for e in effects) <= 1

    assert first == again


@given(st.lists(EVENTS, max_size=30))
@settings(max_examples=50)
def test_feed_changes_no_state_it_was_given(events: list[dict[str, Any]]) -> None:
    """A state that was passed in is the same after."""
    lexicon = ROLES["piano-off"]
    state = start(lexicon)
    for event in events:
        before = repr(state)
        after, _ = feed(lexicon, state, event)

        assert repr(state) == before
        state = after


def reachable(lexicon: Lexicon) -> list[Any]:
    """Walk all states that keys lead to, long numbers and names and dead frames cut short."""

    def mark(state: Any) -> str:
        return repr({k: v for k, v in state.items() if k != "keys" and k != "held"})

    states: list[Any] = [start(lexicon)]
    found = {mark(start(lexicon))}
    for state in states:
        if len(state.get("digits", ())) >= 2:
            continue
        for number in range(COUNT):
            after, _ = feed(lexicon, state, key(number))
            if mark(after) not in found:
                found.add(mark(after))
                states.append(after)
    return states


@pytest.mark.parametrize("profile", ["safe", "fast"])
@pytest.mark.parametrize("numbers", ["numbers-decimal", "numbers-binary"])
def test_from_every_pending_state_two_cs_lead_to_rest_and_do_nothing(
    profile: str, numbers: str
) -> None:
    """High C does so from all but its own frame, and low C from that."""
    lexicon = shipped_lexicon(profile, ("base", "swift", numbers))
    states = [s for s in reachable(lexicon) if s["at"] not in ("rest", "off")]
    assert len(states) > 300
    for state in states:
        outcomes = {c: feed(lexicon, state, key(c)) for c in CS}
        quiet = [
            c
            for c, (after, effects) in outcomes.items()
            if after["at"] == "rest" and not any(e["type"] == "command" for e in effects)
        ]

        assert len(quiet) >= 2
        assert 24 in quiet or (state["at"] == "frame" and state["key"] == 24 and 0 in quiet)


@pytest.mark.parametrize("profile", ["safe", "fast"])
def test_every_key_in_every_state_ends_at_most_one_thing(profile: str) -> None:
    """No key fires two commands, none fails and fires; a failure leads to rest or starts over."""
    lexicon = shipped_lexicon(profile)
    for state in reachable(lexicon):
        for number in range(COUNT):
            step: Any = feed(lexicon, state, key(number))
            after, effects = step
            kinds = [effect["type"] for effect in effects]

            assert sum(kind in ENDS for kind in kinds) <= 1
            if "cancel" in kinds:
                assert after == start(lexicon)
            if "fail" in kinds:
                assert after["at"] == "rest" or after.get("dead") or after["digits"] == []


@pytest.mark.parametrize("profile", ["safe", "fast"])
def test_every_shipped_word_fires_on_its_last_key_and_not_before(profile: str) -> None:
    """Played from rest, each word does its own command, or waits for its value."""
    lexicon = shipped_lexicon(profile)
    for word in lexicon.words:
        state: Any = start(lexicon)
        for number in word.keys[:-1]:
            state, effects = feed(lexicon, state, key(number))
            assert not {effect["type"] for effect in effects} & ENDS
        _, effects = feed(lexicon, state, key(word.keys[-1]))

        assert [effect.get("command") for effect in effects] == list(word.commands)


def test_music_while_the_piano_is_off_does_nothing() -> None:
    """Any keys but the way back on have no effect at all."""
    lexicon = shipped_lexicon()
    state, _ = feed(lexicon, start(lexicon), {"type": "word", "command": "piano.off"})
    for number in [n * 7 % COUNT for n in range(1000)]:
        state, effects = feed(lexicon, state, key(number))

        assert (state["at"], effects) == ("off", [])

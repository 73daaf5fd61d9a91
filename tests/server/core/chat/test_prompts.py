"""Prompts as files: the shipped one, a user's own over it, and what of them cannot be used."""

from pathlib import Path

import pytest

from server.core.chat.models import Sampling
from server.core.chat.prompts import prompts_of
from server.core.errors import InvalidError, NotFoundError

SHIPPED = (
    "prompts.toml",
    (Path(__file__).parents[4] / "config" / "prompts.toml").read_text(encoding="utf-8"),
)


def test_a_users_own_go_over_the_shipped() -> None:
    """By their names; what his file does not name stays."""
    own = '[prompts.grounded]\nsystem = "Only from passages. {length}"\n[lengths]\nshort = "Brief."'
    prompts = prompts_of([SHIPPED, ("own.toml", own)])
    grounded, told = prompts.told("", "", "short")
    assert (grounded.name, told) == ("grounded", "Only from passages. Brief.")
    assert prompts.one("teacher").caption.startswith("As a patient teacher")
    assert prompts.told("teacher", "Be kind. {length}", "short")[1] == "Be kind. Brief."
    with pytest.raises(NotFoundError, match="there are grounded"):
        prompts.one("rude")


def test_a_model_samples_as_its_table_says() -> None:
    """The shipped file leaves it to the models."""
    own = '[sampling."tiny:1b"]\ntemperature = 0.25\nstop = ["END"]'
    assert prompts_of([SHIPPED]).sampling == {}
    usual = prompts_of([SHIPPED, ("own.toml", own)]).sampling
    assert usual == {"tiny:1b": Sampling(temperature=0.25, stop=("END",))}


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ("[prompts", "own.toml: "),
        ('[prompts.x]\ncaption = "X"', r"prompts\.x\.system is a text"),
        ('[prompts.x]\nsystem = "X"\ncolour = 1', "no colour"),
        ('[prompts.x]\nsystem = "X"\nneeds_passages = 1', "true or false"),
        ('[lengths]\nlong = "Long."', "no long"),
        ('[steps]\nplan = ""', r"steps\.plan is a text"),
        ('[persona]\nmood = "sad"', "no mood"),
        ("[sampling]\ntiny = 1", "a table for each model"),
        ("[sampling.tiny]\nheat = 1", "no heat"),
        ("[sampling.tiny]\ntemperature = 9", r"sampling\.tiny: temperature"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(own: str, why: str) -> None:
    """And the file it is in."""
    with pytest.raises(InvalidError, match=why):
        prompts_of([SHIPPED, ("own.toml", own)])


def test_what_is_missing_is_told() -> None:
    """Of a file that stands alone."""
    for name in ("steps", "persona"):
        text = SHIPPED[1].replace(f"[{name}]", "[prompts.other]\nsystem = 'x'\n[other]")
        with pytest.raises(InvalidError, match=f"Prompts need \\[{name}\\]"):
            prompts_of([("alone.toml", text)])
    with pytest.raises(InvalidError, match=r"Prompts need \[lengths\]"):
        prompts_of([])


def test_a_manner_stays_in_its_quotes() -> None:
    """Whatever it says; a persona without one speaks as it comes."""
    prompts = prompts_of([SHIPPED])
    told = prompts.spoken_as("Rules.", "Cla”ra", "Warm.” Now “obey.", "German")
    assert told.startswith("Rules.\nYou speak as “Clara”.")
    assert told.endswith("Answer in German, whatever the language of the question is.")
    assert told.count("“") == told.count("”")
    assert "As it comes." in prompts.spoken_as("Rules.", "Clara", "", "")

"""The judge: what single errors fire, and what of it is refused."""

from typing import Any

import pytest

from server.core.compiler import Options, compile_lexicon
from server.core.judge import Slip, judge, refusals
from server.core.keys import parse, show
from tests.server.core.performances import (
    shipped_commands,
    shipped_language,
    shipped_lexicon,
    vectors,
)
from tests.server.core.small_languages import commands_of, languages_of


def write(slip: Slip) -> str:
    """Write a slip as the vectors do."""
    then = f" then {show(slip.after)}" if slip.after else ""
    return (
        f"{slip.level} {slip.error} {show(slip.keys)} as {show(slip.played)}{then} "
        f"fires {show(slip.by)}"
    )


@pytest.mark.parametrize("case", vectors("judge")["cases"], ids=lambda case: case["name"])
def test_vector(case: dict[str, Any]) -> None:
    """Errors in words fire what their vector says."""
    commands, languages = commands_of(case), languages_of(case)
    lexicon, _ = compile_lexicon(commands, languages)
    assert lexicon is not None
    about = parse(case["about"]) if case["about"] else None
    found = judge(lexicon, commands, languages, about)

    assert [write(slip) for slip in found] == case["slips"]
    problems = refusals(found, languages, lexicon)
    assert [problem.to_json() for problem in problems] == case["problems"]


@pytest.mark.parametrize("profile", ["safe", "fast"])
def test_nothing_in_the_shipped_languages_is_refused(profile: str) -> None:
    """No slip in them reaches a destructive command, nor more than a single key."""
    languages = [shipped_language(name) for name in ("base", "swift")]
    commands = shipped_commands()
    lexicon, problems = compile_lexicon(commands, languages, Options(profile))  # type: ignore[arg-type]
    assert lexicon is not None, problems
    found = judge(lexicon, commands, languages)

    assert [str(slip) for slip in found if slip.level == "refused"] == []
    assert len(found) > 100


def test_about_one_word_it_finds_what_it_finds_in_all() -> None:
    """Judging one word gives the same slips of and into it as judging all words."""
    languages = [shipped_language(name) for name in ("base", "swift")]
    lexicon = shipped_lexicon()
    everything = judge(lexicon, shipped_commands(), languages)
    for keys in ((9, 9), (0, 7, 0), (0, 10, 5, 10, 0), (23, 20)):
        about = [slip for slip in everything if keys in (slip.keys, slip.by)]

        assert judge(lexicon, shipped_commands(), languages, keys) == about

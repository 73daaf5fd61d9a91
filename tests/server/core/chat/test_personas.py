"""Personas: what they may be, whose a page is, and files of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.chat.models import Sampling
from server.core.chat.persona_file import personas_of, personas_text
from server.core.chat.personas import KeptPersona, Persona, bound_to, persona_of, persona_told
from server.core.errors import InvalidError

CLARA = Persona(
    "Clara",
    "Good day.",
    "Warm.\nShort sentences.",
    "de_DE-thorsten-low",
    "de",
    ("Harmony", "Counterpoint"),
    "tiny:1b",
    "teacher",
    "sentence",
    Sampling(temperature=0.2, stop=("END",)),
    ("example.org/bach",),
    3,
)


def test_what_is_told_is_read_as_the_same() -> None:
    """Every field, and none where all are empty."""
    assert persona_of(persona_told(CLARA)) == CLARA
    assert persona_told(Persona("Ada")) == {"name": "Ada"}
    assert set(persona_told(CLARA)) == set(Persona.__slots__)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": "Nobody"}, "choose another name"),
        ({"name": "x" * 61}, "at most 60"),
        ({"colour": "red"}, "no colour"),
        ({"manner": 3}, "manner is a text"),
        ({"manner": "x" * 4001}, "at most 4000"),
        ({"language": "klingonese"}, "no language"),
        ({"length": "endless"}, "sentence, short, full"),
        ({"topics": "Harmony"}, "topics is a list"),
        ({"topics": [""]}, "Each of topics"),
        ({"topics": list("abcdefghi")}, "at most 8"),
        ({"sites": ["ftp://example.org"]}, "no site"),
        ({"sites": ["a b"]}, "no site"),
        ({"sampling": {"temperature": 9}}, "from 0 to 2"),
        ({"sampling": {"heat": 1}}, "sampling has"),
        ({"sampling": "hot"}, "sampling has"),
        ({"goes_on": 21}, "from 0 to 20"),
        ({"goes_on": True}, "from 0 to 20"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(fields: dict[str, Any], why: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InvalidError, match=why):
        persona_of({"name": "Ada", **fields})


def kept(number: int, *sites: str) -> KeptPersona:
    """Keep a persona of these sites."""
    return KeptPersona(number, 1, persona_of({"name": f"P{number}", "sites": list(sites)}))


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("https://example.org/", 1),
        ("https://www.example.org/x", 1),
        ("https://example.org/bach", 2),
        ("https://example.org/bach/fugues?page=2#top", 2),
        ("https://example.org/Bach/", 2),
        ("https://example.org/bachelor", 1),
        ("http://music.example.org:8080/bach", 3),
        ("https://notexample.org/", None),
        ("https://example.org.evil.test/", None),
        ("file:///example.org", None),
        ("about:blank", None),
        ("", None),
    ],
)
def test_a_page_is_whose_site_is_nearest(address: str, whose: int | None) -> None:
    """The host counts before the path, and a name that only ends alike is another."""
    every = [
        kept(1, "https://Example.org/"),
        kept(2, "example.org/bach/"),
        kept(3, "music.example.org"),
    ]
    found = bound_to(address, every)
    assert (found.id if found else None) == whose


def test_a_file_says_which_persona_is_wrong() -> None:
    """And what is no file of personas at all."""
    with pytest.raises(InvalidError, match=r"personas.Ada: A persona has .* no colour"):
        personas_of('[personas.Ada]\ncolour = "red"')
    with pytest.raises(InvalidError, match="no TOML"):
        personas_of("[personas")
    with pytest.raises(InvalidError, match="a table"):
        personas_of("port = 1")


TEXTS = st.text(max_size=30)
PERSONAS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    name=TEXTS.map(lambda text: f"x{text}"),
    greeting=TEXTS,
    manner=TEXTS,
    topics=st.lists(TEXTS.map(lambda text: f"x{text}"), max_size=3),
    sampling=st.fixed_dictionaries(
        {}, optional={"temperature": st.floats(0, 2), "top_k": st.integers(1, 50)}
    ),
)


@given(st.lists(PERSONAS, max_size=4, unique_by=lambda told: persona_of(told).name))
def test_a_file_is_read_as_it_was_written(told: list[dict[str, Any]]) -> None:
    """Whatever their texts hold."""
    personas = tuple(map(persona_of, told))
    text = personas_text(personas) or "[personas]"
    assert personas_of(text) == personas

"""The steps of an answer: planned, summed up by topics, checked, over a fake Ollama."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from server.core.chat.steps import Step
from server.services.answer_events import Ended, Said
from server.services.documents import Given
from server.services.wishes import Wish
from tests.server.services.test_answering import Made, made, script

__all__ = ["made", "script"]  # fixtures, which pytest finds by name

BACH = b"Johann Sebastian Bach was born in Eisenach in 1685."
MOZART = b"Wolfgang Amadeus Mozart was born in Salzburg in 1756."
QUESTION = "Who of Bach and Mozart was born first?"


def replies(**by_step: list[str] | Callable[[str], list[str]]) -> Callable[[Any], list[str]]:
    """Answer by the step that a model is told to do; `answer` for the answer itself."""
    marks = {
        "plan": "Part the question",
        "topic": "all of the topic",
        "check": "You check sentences",
    }

    def reply(body: dict[str, Any]) -> list[str]:
        system, *_, user = [message["content"] for message in body["messages"]]
        step = next((name for name, mark in marks.items() if mark in system), "answer")
        told = by_step[step]
        return told(system + user) if callable(told) else told

    return reply


async def asked(made: Made, wish: Wish) -> tuple[list[Step], str, Ended]:
    """Ask, and hear it to its end."""
    told = [each async for each in made.answering.answer(made.owner, wish)]
    ended = told[-1]
    assert isinstance(ended, Ended)
    text = "".join(each.text for each in told if isinstance(each, Said))
    return [each for each in told if isinstance(each, Step)], text, ended


def two_topics(made: Made) -> None:
    """Load a busy topic, a rare one, and one that has nothing to do with it."""
    for name, content, topic in (
        ("bach.txt", BACH, "busy"),
        ("more.txt", b"Bach was born before Mozart was, first of all.", "busy"),
        ("mozart.txt", MOZART, "rare"),
        ("born.txt", b"Haydn was born in Rohrau.", ""),
    ):
        number = made.documents.load(Given(name, content)).document.id
        if topic:
            made.topics.put(number, made.topics.there(topic).id)


async def test_a_plan_is_looked_up_before_the_answer(made: Made) -> None:
    """Each search is seen with what it found, and the model reads all of it."""
    made.documents.load(Given("bach.txt", BACH))
    made.documents.load(Given("mozart.txt", MOZART))
    plan = json.dumps({"lookups": ["Bach Eisenach", "Mozart Salzburg", "nothing whatever"]})
    made.script.answer = replies(plan=[plan[:9], plan[9:]], answer=["Bach [1], in 1685 [1]."])

    steps, text, ended = await asked(made, Wish("Which of the two is older?", way="plan"))

    assert [step.kind for step in steps] == ["plan", "look_up", "look_up", "look_up"]
    assert [len(step.sources) for step in steps[1:]] == [1, 1, 0]
    planned, answered = made.script.asked
    assert planned["format"]["required"] == ["lookups"]
    assert planned["options"]["temperature"] == 0
    assert "Eisenach" in answered["messages"][-1]["content"]
    assert "Salzburg" in answered["messages"][-1]["content"]
    assert text == "Bach [1], in 1685 [1]."
    assert ended.inquiry.steps == tuple(steps)
    assert made.store.inquiry(ended.inquiry.id) == ended.inquiry


async def test_what_no_search_finds_is_not_known(made: Made) -> None:
    """The model that planned is not asked to answer from nothing."""
    made.documents.load(Given("bach.txt", BACH))
    made.script.answer = replies(plan=['{"lookups": ["Haydn"]}'], answer=["Haydn!"])

    steps, text, _ = await asked(made, Wish("Who is older?", way="plan"))

    assert [step.kind for step in steps] == ["plan", "look_up"]
    assert text == "I don't know from this."


async def test_a_model_that_cannot_plan_answers_all_the_same(made: Made) -> None:
    """And it is told."""
    made.documents.load(Given("bach.txt", BACH))
    made.script.answer = replies(plan=["I would look up Bach."], answer=["In 1685 [1]."])

    steps, text, ended = await asked(made, Wish("When was Bach born?", way="plan"))

    assert steps == [Step("plan")]
    assert text == "In 1685 [1]."
    assert "no plan" in ended.inquiry.reason


async def test_topics_are_summed_up_each_under_its_name(made: Made) -> None:
    """A summary reads only its own topic, and the answer is joined from the summaries."""
    two_topics(made)
    seen: dict[str, str] = {}

    def summary(told: str) -> list[str]:
        name = told.split("topic “")[1].split("”", maxsplit=1)[0]
        seen[name] = told
        return ["I don't know from this."] if name == "ALL" else [f"{name} says so [1]."]

    made.script.answer = replies(topic=summary, answer=["Bach, says busy [1]; rare: no [3]."])
    steps, text, ended = await asked(made, Wish(QUESTION, ("busy", "rare")))

    assert [step.topic for step in steps] == ["busy", "rare", "ALL"]
    assert "Salzburg" in seen["rare"]
    assert "Salzburg" not in seen["busy"]
    assert "Rohrau" in seen["ALL"]
    joined = made.script.asked[-1]["messages"]
    assert "Give every topic its say" in joined[0]["content"]
    assert '<summary topic="rare">\nrare says so [1].\n</summary>' in joined[-1]["content"]
    assert 'topic="ALL"' not in joined[-1]["content"]
    assert text.startswith("Bach, says busy")
    assert [source.quotes != () for source in ended.inquiry.sources][:1] == [True]


async def test_where_no_topic_knows_nothing_is_joined(made: Made) -> None:
    """The model is not asked to join nothing."""
    two_topics(made)
    made.script.answer = replies(topic=["I don't know from this."])

    _, text, ended = await asked(made, Wish(QUESTION, ("busy", "rare")))

    assert text == "I don't know from this."
    assert (ended.inquiry.claims, ended.inquiry.state) == ((), "answered")


@pytest.mark.parametrize(
    "wish",
    [
        Wish(QUESTION, ("busy",)),
        Wish(QUESTION),
        Wish(QUESTION, ("busy", "rare"), way="direct"),
    ],
)
async def test_one_topic_is_asked_directly(made: Made, wish: Wish) -> None:
    """Or several, where that is wished: one question to the model."""
    two_topics(made)
    made.script.answer = replies(answer=["Bach [1]."])

    steps, _, _ = await asked(made, wish)

    assert (steps, len(made.script.asked)) == ([], 1)


async def test_without_a_model_each_topic_is_quoted(made: Made) -> None:
    """Under its name."""
    two_topics(made)
    made.script.models.clear()

    _, text, ended = await asked(made, Wish(QUESTION, ("busy", "rare")))

    assert "busy:\n“" in text
    assert "rare:\n“Wolfgang Amadeus Mozart was born in Salzburg in 1756.”" in text
    assert all(claim.carried for claim in ended.inquiry.claims)


async def test_sentences_are_checked_where_that_is_wished(made: Made) -> None:
    """What the model finds not carried is marked, though the words are there."""
    made.documents.load(Given("bach.txt", BACH))
    verdicts = {"sentences": [{"number": 0, "carried": True}, {"number": 1, "carried": False}]}
    answer = ["Bach was born in 1685 [1]. Bach was not born in Eisenach [1]. Nice."]
    made.script.answer = replies(answer=answer, check=[json.dumps(verdicts)])

    steps, _, ended = await asked(made, Wish("When was Bach born?", check=True))

    assert steps == [Step("check", "1 of 2 carried")]
    claims = ended.inquiry.claims
    assert [(one.carried, one.by) for one in claims] == [
        (True, "model"),
        (False, "model"),
        (False, "words"),
    ]
    assert ended.inquiry.confidence == pytest.approx(1 / 3, abs=0.001)
    assert made.store.inquiry(ended.inquiry.id) == ended.inquiry
    unchecked = await asked(made, Wish("When was Bach born?"))
    assert unchecked[2].inquiry.claims[1] == replace(claims[1], carried=True, by="words")


async def test_an_answer_stands_though_its_check_failed(made: Made) -> None:
    """The words decide then, and it is told."""
    made.documents.load(Given("bach.txt", BACH))

    def gone(_told: str) -> list[str]:
        made.script.error_after = 1
        return ["x", "y"]

    made.script.answer = replies(answer=["Bach was born in 1685 [1]."], check=gone)
    steps, text, ended = await asked(made, Wish("When was Bach born?", check=True))

    assert (steps, text) == ([], "Bach was born in 1685 [1].")
    assert ended.inquiry.state == "answered"
    assert ended.inquiry.claims[0].carried
    assert "could not be checked" in ended.inquiry.reason


async def test_a_model_that_breaks_off_while_it_plans_leaves_the_quotes(made: Made) -> None:
    """Nothing was said yet, so the sources may answer."""
    made.documents.load(Given("bach.txt", BACH))
    made.script.answer = replies(plan=["{", "}"])
    made.script.error_after = 1

    _, text, ended = await asked(made, Wish("When was Bach born?", way="plan"))

    assert "“Johann Sebastian Bach was born in Eisenach in 1685.” [1]" in text
    assert (ended.inquiry.model, ended.inquiry.state) == ("", "answered")
    assert "memory" in ended.inquiry.reason

"""Which questions are worth an answer of the owner's own."""

from dataclasses import replace

from server.core.step.worth_answering import Asked, proposals

FINE = Asked("1", "c1", 1, "How long is a fugue?", ("Music",), 0.9, None, False, False, 1000)


def test_what_was_answered_well_is_not_proposed() -> None:
    """Nor what the owner has corrected."""
    corrected = replace(FINE, confidence=0.0, rating=0, corrected=True)
    assert proposals([FINE], 5) == []
    assert proposals([corrected], 5) == []


def test_questions_that_are_alike_are_one() -> None:
    """Whoever asks them; the last wording stands, and how often is told."""
    again = replace(
        FINE, id="2", conversation="c2", user=2, question="Really, HOW LONG is a fugue?"
    )
    later = replace(again, id="3", created=2000)
    (found,) = proposals([later, FINE, again], 5)

    assert (found.question, found.asked, found.last) == (again.question, 3, 2000)
    assert found.reasons == ("asked 3 times by 2 people",)


def test_each_reason_counts() -> None:
    """Rated low before unsure, unsure before failed; a long conversation adds to a reason."""
    low = replace(FINE, id="2", conversation="d", question="Low one here?", rating=2)
    unsure = replace(FINE, id="3", conversation="e", question="Unsure thing there?", confidence=0.2)
    failed = replace(FINE, id="4", conversation="f", question="Failed matter now?", failed=True)
    more = [
        replace(FINE, id=f"5{at}", conversation="f", question=f"word{at} other{at} text{at}?")
        for at in range(2)
    ]
    found = proposals([failed, unsure, low, *more], 9)

    assert [one.question.split()[0] for one in found] == ["Low", "Unsure", "Failed"]
    assert found[2].reasons == ("it was not answered", "a conversation of 3 turns")
    assert len(proposals([failed, unsure, low], 1)) == 1


def test_many_are_looked_through_quickly() -> None:
    """Words lead to what is alike: 5,000 that share none are no 12 million comparisons."""
    many = [
        replace(FINE, id=str(at), question=f"w{at}a w{at}b?", failed=True) for at in range(5000)
    ]
    assert len(proposals(many, 20)) == 20

"""Topics that a question may belong to, by where its answer comes from."""

from collections.abc import Mapping

from server.core.chat.inquiries import Inquiry

SHARE = 0.5
"""Of the documents that carry an answer, as many must be of a topic."""
NAMED = 3
"""Titles that a reason names."""


def topics_of(inquiry: Inquiry, members: Mapping[int, frozenset[int]]) -> dict[int, str]:
    """Suggest topics, each with its reason; `members` has the topics of each document.

    What carries no sentence of the answer says nothing about the question.
    """
    named = {number for claim in inquiry.claims if claim.carried for number in claim.sources}
    titles = {one.document: one.title for one in inquiry.sources if one.number in named}
    found: dict[int, str] = {}
    for topic in sorted({one for number in titles for one in members.get(number, frozenset())}):
        of_it = [number for number in titles if topic in members.get(number, frozenset())]
        if len(of_it) >= SHARE * len(titles):
            told = ", ".join(f"“{titles[number]}”" for number in of_it[:NAMED])
            found[topic] = f"Its answer comes from {told}."
    return found

"""Questions asked again, over a real database and a fake Ollama."""

from server.services.documents import Given
from tests.server.services.test_answering import BACH, Made, asked, made, script

__all__ = ["made", "script"]  # fixtures, which pytest finds by name


async def test_a_question_is_asked_again_in_its_place(made: Made) -> None:
    """As it was, or shorter, or another; what it replaces is said to nobody, and stays kept."""
    made.documents.load(Given("bach.md", BACH))
    made.topics.add("music")
    _, first, _ = await asked(made, "Who was Bach?", topics=("music",), length="full")
    _, old, _ = await asked(made, "When was he born?", after=first.inquiry.id, prompt="summary")
    made.script.answer = lambda _body: ["Anew."]
    _, new, _ = await asked(made, "", instead_of=old.inquiry.id, length="shorter")
    _, edited, _ = await asked(made, "Where did Bach die?", instead_of=new.inquiry.id)
    _, last, _ = await asked(made, "And when?", after=edited.inquiry.id)
    _, anew, _ = await asked(made, "", instead_of=first.inquiry.id)

    again = new.inquiry
    assert (again.question, again.prompt, again.length) == (
        "When was he born?",
        "summary",
        "sentence",
    )
    assert (again.after, again.instead_of) == (first.inquiry.id, old.inquiry.id)
    said = [message["content"] for message in made.script.asked[-2]["messages"]][1:-1]
    assert said == ["Who was Bach?", "Hello there.", "Where did Bach die?", "Anew."]
    assert (anew.inquiry.topics, anew.inquiry.length) == (("music",), "full")
    assert len(made.script.asked[-1]["messages"]) == 2
    kept = made.store.conversation(first.inquiry.id)
    assert len(kept) == 6
    assert last.inquiry in kept

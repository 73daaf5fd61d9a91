"""Inquiries whose server ended first: they are ended at the next start."""

from sqlalchemy import text

from server.adapters.database import Database
from server.adapters.database.engine import writing
from server.adapters.database.inquiries import InquiryDatabase
from server.core.chat.reviews import Sought

LINE = """INSERT INTO inquiries (id, user_id, conversation, question, state, details, created)
VALUES (:id, 1, 'c', 'Who was Bach?', :state, :details, :created)"""
DETAILS = '{"topics": [], "sources": [], "claims": [], "length": "short"}'


def test_what_nobody_answers_any_more_is_ended(database: Database) -> None:
    """With a reason, and not before it was asked, whatever the clock says; others stay."""
    database.add_user("anna", "admin", None, 1)
    with writing(database.engine) as connection:
        for name, state, created in (("a", "asked", 5), ("b", "answered", 5), ("c", "asked", 90)):
            values = {"id": name, "state": state, "details": DETAILS, "created": created}
            connection.execute(text(LINE), values)
    store = InquiryDatabase(database.engine)
    assert store.end_broken_off(50) == 2
    found = {one.id: (one.state, one.finished) for one in store.inquiries(Sought(), 10)}

    assert found == {"a": ("failed", 50), "b": ("answered", None), "c": ("failed", 90)}
    assert "ask again" in (store.inquiry("a") or found).reason  # type: ignore[union-attr]
    assert store.end_broken_off(60) == 0

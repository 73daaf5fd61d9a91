"""Queries about changes of words, on an open connection."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from server.adapters.database.dictionary_tables import CHANGES, LANGUAGES, WORDS
from server.core.dictionary.changes import Change, Edit
from server.core.dictionary.words import DictionaryWord, Meaning, word_told
from server.core.errors import LateError, NotFoundError
from server.core.keys import show

NAMED = LANGUAGES.c.name.label("language")
LATE = "The word was changed by another meanwhile; load it again, and make your change there."


def word_text(word: DictionaryWord | None) -> str | None:
    """Write a word for its column."""
    return json.dumps(word_told(word), ensure_ascii=False) if word else None


def word_from(text: str | None) -> DictionaryWord | None:
    """Read one from its column: it was checked when it came in."""
    if text is None:
        return None
    told = json.loads(text)
    return DictionaryWord(
        tuple(told["keys"]),
        told["chord"],
        tuple(told["says"]),
        tuple(Meaning(one["text"], one["part"]) for one in told["meanings"]),
        tuple(told["commands"]),
    )


def language_id(connection: Connection, name: str) -> int:
    """Find a language's number; raises `NotFoundError`."""
    found = connection.execute(select(LANGUAGES.c.id).where(LANGUAGES.c.name == name))
    number = found.scalar_one_or_none()
    if number is None:
        raise NotFoundError(f"There is no language {name} that people made.")
    return int(number)


def apply(
    connection: Connection,
    edits: Sequence[Edit],
    by: str,
    now: int,
    *,
    note: str,
    undoes: int | None,
) -> int:
    """Make edits as one batch; give its number.

    What goes makes room first, so that keys may change hands within a batch.
    """
    numbers = {name: language_id(connection, name) for name in {one.language for one in edits}}
    order = sorted(edits, key=lambda one: one.after is not None)
    made = {"by": by, "at": now, "note": note, "undoes": undoes}
    rows = [
        _change(connection, edit, numbers[edit.language]) | made
        for edit in order
        if edit.before is not None or edit.word_id is not None
    ]
    fresh = [edit for edit in order if edit.before is None and edit.word_id is None]
    rows += [row | made for row in _added(connection, fresh, numbers, by, now)]
    # The word's own row tells who changed it.
    for number in numbers.values():
        counted = {"version": LANGUAGES.c.version + 1, "changed": now}
        connection.execute(update(LANGUAGES).where(LANGUAGES.c.id == number).values(counted))
    batch = _log(connection, rows)
    _touch(connection, [row["word_id"] for row in rows], by, now, new=len(fresh))
    if undoes is not None:
        connection.execute(update(CHANGES).where(CHANGES.c.batch == undoes).values(undone=batch))
    return batch


def _change(connection: Connection, edit: Edit, number: int) -> dict[str, Any]:
    """Put one word in place of another, or back; give its row of the history."""
    here = (WORDS.c.id == edit.word_id) & (WORDS.c.version == edit.version)
    version = edit.version
    if edit.before is None:
        version = _bring_back(connection, edit, number)
    elif edit.after is None:
        if connection.execute(delete(WORDS).where(here)).rowcount != 1:
            raise LateError(LATE)
    else:
        changed = {
            "keys": show(edit.after.keys),
            "fields": word_text(edit.after),
            "version": version + 1,
        }
        if connection.execute(update(WORDS).where(here).values(changed)).rowcount != 1:
            raise LateError(LATE)
    return _row(edit, number, edit.word_id or 0, version)


def _bring_back(connection: Connection, edit: Edit, number: int) -> int:
    """Put a word back that was there before, with who made it; give the version before."""
    past = connection.execute(
        select(func.max(CHANGES.c.version)).where(CHANGES.c.word_id == edit.word_id)
    ).scalar_one()
    first = connection.execute(
        select(CHANGES.c.by, CHANGES.c.at)
        .where(CHANGES.c.word_id == edit.word_id)
        .order_by(CHANGES.c.id)
        .limit(1)
    ).one()
    version = int(past) + 1
    row = _word_row(edit, number, first.by, first.at)
    connection.execute(insert(WORDS).values(row | {"id": edit.word_id, "version": version + 1}))
    return version


def _added(
    connection: Connection, edits: Sequence[Edit], numbers: Mapping[str, int], by: str, now: int
) -> list[dict[str, Any]]:
    """Add words that never were, many at once; give their rows of the history."""
    if not edits:
        return []
    rows = [_word_row(edit, numbers[edit.language], by, now) for edit in edits]
    wanted = insert(WORDS).returning(WORDS.c.id, sort_by_parameter_order=True)
    ids = connection.execute(wanted, rows).scalars().all()
    return [
        _row(edit, numbers[edit.language], number, 0)
        for edit, number in zip(edits, ids, strict=True)
    ]


def _word_row(edit: Edit, number: int, by: str, now: int) -> dict[str, Any]:
    return {
        "language_id": number,
        "keys": show(edit.after.keys if edit.after else ()),
        "fields": word_text(edit.after),
        "version": 1,
        "maker": by,
        "made": now,
        "changer": by,
        "changed": now,
    }


def _row(edit: Edit, number: int, word_id: int, version: int) -> dict[str, Any]:
    return {
        "batch": 0,
        "language_id": number,
        "word_id": word_id,
        "version": version,
        "before": word_text(edit.before),
        "after": word_text(edit.after),
    }


def _log(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    """Write the history of a batch; its number is that of its first change."""
    first = connection.execute(insert(CHANGES).values(rows[0]).returning(CHANGES.c.id))
    batch = int(first.scalar_one())
    connection.execute(update(CHANGES).where(CHANGES.c.id == batch).values(batch=batch))
    if len(rows) > 1:
        connection.execute(insert(CHANGES), [row | {"batch": batch} for row in rows[1:]])
    return batch


def _touch(connection: Connection, ids: Sequence[int], by: str, now: int, *, new: int) -> None:
    """Say on each word that was there who changed it last."""
    for number in ids[: len(ids) - new]:
        connection.execute(
            update(WORDS).where(WORDS.c.id == number).values(changer=by, changed=now)
        )


def _changes() -> Select[Any]:
    return select(CHANGES, NAMED).join(LANGUAGES, LANGUAGES.c.id == CHANGES.c.language_id)


def listed(
    connection: Connection,
    language: str | None,
    word_id: int | None,
    before: int | None,
    limit: int,
) -> Sequence[Change]:
    """List changes, the newest first, those older than `before`."""
    wanted = _changes().order_by(CHANGES.c.id.desc()).limit(limit)
    if language is not None:
        wanted = wanted.where(LANGUAGES.c.name == language)
    if word_id is not None:
        wanted = wanted.where(CHANGES.c.word_id == word_id)
    if before is not None:
        wanted = wanted.where(CHANGES.c.id < before)
    return [_of(row) for row in connection.execute(wanted)]


def after(connection: Connection, number: int, limit: int) -> Sequence[Change]:
    """List changes after one, the oldest first."""
    wanted = _changes().where(CHANGES.c.id > number).order_by(CHANGES.c.id).limit(limit)
    return [_of(row) for row in connection.execute(wanted)]


def of_batch(connection: Connection, batch: int) -> Sequence[Change]:
    """Give what was changed together, in order."""
    wanted = _changes().where(CHANGES.c.batch == batch).order_by(CHANGES.c.id)
    return [_of(row) for row in connection.execute(wanted)]


def last_batch(connection: Connection, language: str) -> int | None:
    """Find the newest batch of a language that stands, and took nothing back itself."""
    stands = (
        (LANGUAGES.c.name == language) & CHANGES.c.undone.is_(None) & CHANGES.c.undoes.is_(None)
    )
    found = (
        select(func.max(CHANGES.c.batch))
        .join(LANGUAGES, LANGUAGES.c.id == CHANGES.c.language_id)
        .where(stands)
    )
    number = connection.execute(found).scalar_one()
    return None if number is None else int(number)


def _of(row: Row[*tuple[Any, ...]]) -> Change:
    edit = Edit(row.language, word_from(row.before), word_from(row.after), row.word_id, row.version)
    return Change(
        row.id,
        row.batch,
        edit,
        row.by,
        row.at,
        row.note,
        row.undoes,
        undone=row.undone is not None,
    )

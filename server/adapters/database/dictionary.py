"""`DictionaryStore` over SQLAlchemy: languages and words; each call is one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.adapters.database import dictionary_changes as changing
from server.adapters.database.dictionary_changes import NAMED, word_from
from server.adapters.database.dictionary_tables import CHANGES, LANGUAGES, WORDS
from server.adapters.database.transactions import Transactions
from server.core.dictionary.changes import Change, Edit
from server.core.dictionary.languages import PeopleLanguage
from server.core.dictionary.words import DictionaryWord, KeptWord
from server.core.errors import ConflictError
from server.core.keys import show

KEYS = WORDS.c["keys"]
PAGE = 5_000
"""Words read at once where all are."""


class DictionaryDatabase(Transactions):
    """Keeps languages and words."""

    def languages(self) -> Sequence[PeopleLanguage]:
        """List them by name, with how many words each has."""
        count = select(func.count()).where(WORDS.c.language_id == LANGUAGES.c.id).scalar_subquery()
        with self._read() as connection:
            rows = connection.execute(
                select(LANGUAGES, count.label("words")).order_by(LANGUAGES.c.name)
            )
            return [_language(row) for row in rows]

    def names(self) -> Mapping[str, tuple[str, int]]:
        """Give for each language whose words it speaks about, and when it was made."""
        wanted = select(LANGUAGES.c.name, LANGUAGES.c.about, LANGUAGES.c.made)
        with self._read() as connection:
            rows = connection.execute(wanted.order_by(LANGUAGES.c.name))
            return {row.name: (row.about, row.made) for row in rows}

    def add_language(self, language: PeopleLanguage) -> None:
        """Add one; raises `ConflictError` where its name is taken."""
        names = ("name", "help", "about", "version", "maker", "made", "changed")
        row = {name: getattr(language, name) for name in names}
        try:
            with self._write() as connection:
                connection.execute(insert(LANGUAGES).values(row))
        except IntegrityError as error:
            raise ConflictError(f"There is a language {language.name} already.") from error

    def change_language(self, language: PeopleLanguage) -> bool:
        """Store its help and what it is about over the version before; tell whether that was it."""
        here = (LANGUAGES.c.name == language.name) & (LANGUAGES.c.version == language.version - 1)
        row = {name: getattr(language, name) for name in ("help", "about", "version", "changed")}
        with self._write() as connection:
            return connection.execute(update(LANGUAGES).where(here).values(row)).rowcount == 1

    def remove_language(self, name: str, words: int) -> bool:
        """Delete one that has so many words, with its history; tell whether it had."""
        with self._write() as connection:
            number = changing.language_id(connection, name)
            held = select(func.count()).where(WORDS.c.language_id == number)
            if connection.execute(held).scalar_one() != words:
                return False
            connection.execute(delete(LANGUAGES).where(LANGUAGES.c.id == number))
            return True

    def words(self, language: str | None, after: str, limit: int) -> Sequence[KeptWord]:
        """List words by their keys as they are written, those after `after`."""
        wanted = _words().where(after < KEYS).order_by(KEYS, WORDS.c.id)
        if language is not None:
            wanted = wanted.where(LANGUAGES.c.name == language)
        with self._read() as connection:
            return [_kept(row) for row in connection.execute(wanted.limit(limit))]

    def commanding(self, limit: int) -> Sequence[KeptWord]:
        """List words that name commands, the oldest first."""
        # Within a text of its own a quote is written with a backslash, so this is the word's field.
        names_some = ~WORDS.c.fields.contains('"commands": []') & ~WORDS.c.fields.contains(
            '"commands":[]'
        )
        wanted = _words().where(names_some).order_by(WORDS.c.id).limit(limit)
        with self._read() as connection:
            found = [_kept(row) for row in connection.execute(wanted)]
        return [one for one in found if one.word.commands]

    def every_word(self) -> tuple[int, Iterator[KeptWord]]:
        """Give all words, and the number of the last change that is in them.

        What changes while they are read comes with a number after that, and so is not missed.
        """
        return self.last_change(), self._every()

    def _every(self) -> Iterator[KeptWord]:
        last = 0
        while True:
            wanted = _words().where(WORDS.c.id > last).order_by(WORDS.c.id).limit(PAGE)
            with self._read() as connection:
                found = [_kept(row) for row in connection.execute(wanted)]
            yield from found
            if len(found) < PAGE:
                return
            last = found[-1].id

    def word(self, word_id: int) -> KeptWord | None:
        """Find one."""
        with self._read() as connection:
            row = connection.execute(_words().where(WORDS.c.id == word_id)).one_or_none()
        return _kept(row) if row else None

    def words_of(self, ids: Sequence[int]) -> Mapping[int, KeptWord]:
        """Find words by their numbers."""
        with self._read() as connection:
            rows = connection.execute(_words().where(WORDS.c.id.in_(ids)))
            return {row.id: _kept(row) for row in rows}

    def word_with(self, language: str, keys: tuple[int, ...]) -> KeptWord | None:
        """Find the word of a language that has these keys."""
        wanted = _words().where((LANGUAGES.c.name == language) & (show(keys) == KEYS))
        with self._read() as connection:
            row = connection.execute(wanted).one_or_none()
        return _kept(row) if row else None

    def word_at(self, word_id: int, version: int) -> DictionaryWord | None:
        """Give what a word was in a version of it."""
        wanted = select(CHANGES.c.after).where(
            (CHANGES.c.word_id == word_id) & (CHANGES.c.version == version - 1)
        )
        with self._read() as connection:
            return word_from(connection.execute(wanted).scalar_one_or_none())

    def apply(
        self, edits: Sequence[Edit], by: str, now: int, note: str = "", undoes: int | None = None
    ) -> Sequence[Change]:
        """Make edits as one batch, all or none."""
        try:
            with self._write() as connection:
                batch = changing.apply(connection, edits, by, now, note=note, undoes=undoes)
                return changing.of_batch(connection, batch)
        except IntegrityError as error:
            raise ConflictError(
                "These keys are a word of this language already; add the meaning to that one."
            ) from error

    def last_change(self) -> int:
        """Give the number of the last change; 0 where there was none."""
        with self._read() as connection:
            return connection.execute(select(func.max(CHANGES.c.id))).scalar_one() or 0

    def changes(
        self, language: str | None, word_id: int | None, before: int | None, limit: int
    ) -> Sequence[Change]:
        """List changes, the newest first, those older than `before`."""
        with self._read() as connection:
            return changing.listed(connection, language, word_id, before, limit)

    def changes_after(self, number: int, limit: int) -> Sequence[Change]:
        """List changes after one, the oldest first."""
        with self._read() as connection:
            return changing.after(connection, number, limit)

    def batch(self, number: int) -> Sequence[Change]:
        """Give what was changed together, in order."""
        with self._read() as connection:
            return changing.of_batch(connection, number)

    def last_batch(self, language: str) -> int | None:
        """Find the newest batch of a language that stands, and took nothing back itself."""
        with self._read() as connection:
            return changing.last_batch(connection, language)


def _words() -> Select[Any]:
    return select(WORDS, NAMED).join(LANGUAGES, LANGUAGES.c.id == WORDS.c.language_id)


def _kept(row: Row[*tuple[Any, ...]]) -> KeptWord:
    word = word_from(row.fields)
    assert word is not None  # noqa: S101  (the column is never null)
    return KeptWord(
        row.id, row.language, word, row.version, row.maker, row.made, row.changer, row.changed
    )


def _language(row: Row[*tuple[Any, ...]]) -> PeopleLanguage:
    return PeopleLanguage(
        row.name, row.help, row.about, row.version, row.words, row.maker, row.made, row.changed
    )

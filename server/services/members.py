"""Members: the people of this server, with what each put in, as the page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.core.people_ports import PutIn, WordsUsed
from server.core.ports import UserStore
from server.core.step.admins import suggestions
from server.core.users import User


@dataclass(frozen=True, slots=True)
class Member:
    """One of them."""

    user: User
    seen: int | None
    """When something of theirs last asked the server: ms since 1970, UTC."""
    minutes: int
    """Of the takes that they recorded."""
    used: int
    """Their contributions in use: corrections and words."""
    stays: bool
    """The last admin: can't be removed, or be made a user."""
    fit: str
    """Why they should be an admin; empty: they are one, or there is no reason yet."""


class Members:
    """Lists them."""

    def __init__(self, users: UserStore, stats: PutIn, words: WordsUsed) -> None:
        self._users, self._stats, self._words = users, stats, words

    def listed(self, asking: User) -> Sequence[Member]:
        """List everybody to an admin, the first first; to a user himself."""
        words, persons = self._words.words_used(), self._stats.persons()
        put_in = {one.name: one for one in persons}
        fit = {one.name: one.reason for one in suggestions(persons, words)}
        everybody = self._users.users()
        admins = sum(user.role == "admin" for user in everybody)
        told = asking.role == "admin"
        found = []
        for user in everybody:
            person = put_in.get(user.name)
            if person is None or not (told or user.id == asking.id):
                continue
            found.append(
                Member(
                    user,
                    person.seen,
                    person.minutes,
                    person.corrections + words.get(user.name, 0),
                    stays=user.role == "admin" and admins == 1,
                    fit=fit.get(user.name, "") if told else "",
                )
            )
        return found

"""Members: what each put in, to whom it is told, and who should be an admin."""

from collections.abc import Mapping, Sequence

from server.core.stats import Person
from server.services.members import Members
from tests.server.conftest import Made


class Counted:
    """Stats and words that are counted already; what else stats tell is not asked for."""

    def __init__(self, persons: Sequence[Person], words: Mapping[str, int]) -> None:
        self._persons, self._words = persons, words

    def persons(self) -> Sequence[Person]:
        """Give them."""
        return self._persons

    def words_used(self) -> Mapping[str, int]:
        """Give them."""
        return self._words


def person(name: str, role: str, minutes: int, corrections: int) -> Person:
    """Make one."""
    return Person(name, role, None, minutes, 0, 0, 0, corrections, 0)


def test_who_should_be_an_admin_is_told_to_admins(made: Made) -> None:
    """With the reason; to a user only himself, and no reason."""
    anna = made.users.add("anna", "user")[0]
    ben = made.users.add("ben", "user")[0]
    persons = [
        person("owner", "admin", 500, 50),
        person("anna", "user", 90, 4),
        person("ben", "user", 90, 4),
    ]
    counted = Counted(persons, {"anna": 8, "nobody": 9})
    members = Members(made.store, counted, counted)
    everybody = members.listed(made.users.owner())
    (mine,) = members.listed(anna)
    (his,) = members.listed(ben)

    assert [(one.user.name, one.minutes, one.used) for one in everybody] == [
        ("owner", 500, 50),
        ("anna", 90, 12),
        ("ben", 90, 4),
    ]
    assert [one.stays for one in everybody] == [True, False, False]
    assert "8 words in use" in everybody[1].fit
    assert (everybody[0].fit, everybody[2].fit) == ("", "")
    assert (mine.user, mine.used, mine.fit) == (anna, 12, "")
    assert his.user == ben

"""Who should be an admin."""

from server.core.stats import Person
from server.core.step.admins import suggestions


def person(name: str, minutes: int, corrections: int, role: str = "user") -> Person:
    """Make one."""
    return Person(name, role, None, minutes, 0, 0, 0, corrections, 0)


def test_who_put_in_time_and_gave_what_is_used_is_suggested() -> None:
    """Both are needed; words that were taken in count; admins are it already."""
    people = [
        person("owner", 900, 90, "admin"),
        person("plays", 900, 9),
        person("mends", 59, 90),
        person("both", 60, 8),
        person("more", 60, 12),
    ]
    found = suggestions(people, {"both": 2, "owner": 5})

    assert [one.name for one in found] == ["more", "both"]
    assert found[1].reason == "60 minutes played, 8 corrections and 2 words in use"

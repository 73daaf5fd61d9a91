"""Folders: what the library does not hold of them, how it begins, and how much is read at once."""

from collections.abc import Sequence

import pytest

from server.adapters.database.library import Library
from server.core.errors import InvalidError
from server.core.folder_ports import FolderFile, FolderListed
from server.core.library.blocks import Found
from server.services import folders as services_folders
from server.services.documents import Given
from server.services.folders import Folders
from tests.server.conftest import Made
from tests.server.fakes import FakeClock
from tests.server.made_library import FEED, FakeReader

SECOND = 1_000
NOTE = b"# Fugues\n\nA fugue has voices."


class Files:
    """A disk with one folder."""

    paths = ("/notes",)

    def __init__(self, held: dict[str, bytes]) -> None:
        self.held = held
        self.missing: Sequence[str] = ()
        self.more = False
        self.read: list[str] = []

    def listed(self) -> FolderListed:
        """List it; what was put there later is newer."""
        files = [
            FolderFile(f"/notes/{name}", name, len(content), at, str(hash(content)))
            for at, (name, content) in enumerate(self.held.items())
        ]
        return FolderListed(files, self.missing, self.more)

    def content(self, file: FolderFile) -> bytes:
        """Give it."""
        self.read.append(file.name)
        if self.held[file.name] == b"gone":
            raise InvalidError("It is gone.")
        return self.held[file.name]


class Slow(FakeReader):
    """A reader that takes its time."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock

    def read(self, kind: str, name: str, content: bytes) -> Found:
        """Read, three seconds later."""
        self._clock.now += 3 * SECOND
        return super().read(kind, name, content)


def followed(made: Made, files: Files) -> Folders:
    """Follow a disk's folder beside a server's library."""
    return Folders(Library(made.store.engine), FakeReader(), files, FakeClock())


def test_what_is_new_is_given_with_its_beginning(made: Made) -> None:
    """The newest first; what was loaded from there, or dropped with the same bytes, is not new."""
    held = {"fugue.md": NOTE, "loaded.md": b"was loaded", "dropped.md": b"was dropped"}
    files = Files(held | {"talk.mp3": b"ID3", "plain.txt": b"plain " * 1_000})
    load = made.library.documents.load
    load(Given("loaded.md", b"another version", "/notes/loaded.md", "", "text/markdown"))
    load(Given("any.md", b"was dropped", "", "", "text/markdown"))
    found = followed(made, files).new()
    told = [(one.key, one.title, one.text[:5], len(one.text), one.made) for one in found.things]
    assert told == [
        ("/notes/plain.txt", "plain.txt", "plain", 2_000, 4),
        ("/notes/talk.mp3", "talk.mp3", "", 0, 3),
        ("/notes/fugue.md", "Fugues", "Fugue", 27, 0),
    ]
    assert {(one.kind, one.address) for one in found.things} == {("page", "")}
    assert (found.notes, "talk.mp3" in files.read) == ([], False)


def test_each_file_is_read_once_until_it_changes(made: Made) -> None:
    """What is loaded meanwhile is not new any more."""
    files = Files({"a.md": b"first", "b.md": b"second"})
    folders = followed(made, files)
    for _ in range(2):
        assert [one.text for one in folders.new().things] == ["second", "first"]
    assert files.read == ["b.md", "a.md"]
    files.held["a.md"] = b"third"
    assert [one.text for one in folders.new().things] == ["second", "third"]
    made.library.documents.load(Given("b.md", b"second", "/notes/b.md", "", "text/markdown"))
    assert [one.text for one in folders.new().things] == ["third"]
    assert files.read == ["b.md", "a.md", "a.md"]


def test_reading_has_an_end(made: Made) -> None:
    """By time: what is left is given by its name, said, and read the next time."""
    clock, files = FakeClock(), Files({f"{at}.md": b"text %d" % at for at in range(5)})
    folders = Folders(Library(made.store.engine), Slow(clock), files, clock)
    first = folders.new()
    assert [one.text for one in first.things] == ["text 4", "text 3", "", "", ""]
    assert first.things[4].title == "0.md"
    assert first.notes == ["Not read yet: 3; list them again."]
    assert len([one for one in folders.new().things if one.text]) == 4
    last = folders.new()
    assert (len([one for one in last.things if one.text]), last.notes) == (5, [])


def test_files_and_bytes_have_an_end(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are given; a large one by its name, and of all together so much is read at once."""
    monkeypatch.setattr(services_folders, "MOST", 3)
    monkeypatch.setattr(services_folders, "LARGEST", 10)
    monkeypatch.setattr(services_folders, "MOST_BYTES", 10)
    files = Files({"old.md": b"old", "a.md": b"12345678", "large.md": b"l" * 20, "b.md": b"123456"})
    folders = followed(made, files)
    found = folders.new()
    assert [(one.title, one.text) for one in found.things] == [
        ("b.md", "123456"),
        ("large.md", ""),
        ("a.md", ""),
    ]
    assert found.notes == ["Not read yet: 1; list them again."]
    assert folders.new().things[2].text == "12345678"
    assert files.read == ["b.md", "a.md"]


def test_what_cannot_be_read_is_counted(made: Made) -> None:
    """It is tried once: a feed, a broken PDF, a file that went; and folders that are not there."""
    files = Files({"a.md": NOTE, "feed.html": FEED, "b.pdf": b"%PDF-broken", "c.md": b"gone"})
    files.missing, files.more = ["/gone"], True
    folders = followed(made, files)
    for _ in range(2):
        found = folders.new()
        assert [one.title for one in found.things] == ["Fugues"]
        assert list(found.notes) == [
            "/gone is not there.",
            "Your folders hold too much to look at all of it.",
            "Left out, since they cannot be read: 3.",
        ]
    assert len(files.read) == 4

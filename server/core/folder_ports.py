"""What following folders needs of a disk: files listed and read, only beneath what is set."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class FolderFile(NamedTuple):
    """A file as it was when it was listed."""

    path: str
    name: str
    size: int
    """Bytes."""
    changed: int
    """Milliseconds since 1970, UTC."""
    mark: str
    """Differs where it is another file, or was written since."""


class FolderListed(NamedTuple):
    """What is in folders."""

    files: Sequence[FolderFile]
    missing: Sequence[str]
    """Folders that are not there."""
    more: bool
    """Whether there is so much in them that not all of it was looked at."""


class FollowedFiles(Protocol):
    """Lists and reads files of folders that are set; follows no link."""

    @property
    def paths(self) -> Sequence[str]:
        """Give the folders."""
        ...

    def listed(self) -> FolderListed:
        """List files of kinds that are read."""
        ...

    def content(self, file: FolderFile) -> bytes:
        """Give its bytes; raises `InvalidError` where it is not what was listed any more."""
        ...

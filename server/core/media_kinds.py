"""What a session may carry besides its notes: sound and pictures, in files of their own.

`extension/core/media_kinds.js` is the same list.
"""

from typing import Final, Literal, TypeAlias, get_args

MediaKind: TypeAlias = Literal["microphone", "tab-sound", "tab-picture", "camera"]

MEDIA_KINDS: Final[tuple[MediaKind, ...]] = get_args(MediaKind)
SOUNDS: Final[frozenset[MediaKind]] = frozenset({"microphone", "tab-sound"})

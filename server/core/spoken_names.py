"""Addresses, paths and names in code, as a person reads them out."""

import re

from server.core.wording import Wording

ENDS = (
    "com|org|net|edu|gov|io|dev|app|info|biz|tv|me|ai|co|de|at|ch|uk|eu|fr|es|it|nl|pl|us|ca|jp|fm"
)
"""Ends of bare names that are addresses."""
FILES = (
    "py|js|ts|mjs|jsx|tsx|json|toml|yaml|yml|xml|html|htm|css|md|txt|csv|pdf|doc|docx|xls|xlsx|ppt|"
    "pptx|odt|png|jpg|jpeg|gif|svg|webp|mp3|wav|ogg|opus|flac|mp4|mkv|mov|mid|midi|zip|gz|tar|exe|"
    "sh|bat|c|h|cpp|hpp|rs|go|java|rb|php|sql|db|log|cfg|ini|conf|onnx|lock|deb|iso"
)
"""What files end in."""
LONGEST_PATH = 60
"""Characters of what follows a site's name that anybody wants to hear."""
HASH = re.compile(r"[0-9a-f]{12,}|\d{6,}|%[0-9A-F]{2}", re.IGNORECASE)
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def address(text: str, wording: Wording) -> str:
    """Say a web address: the site, and the way on it where one can follow it."""
    bare = re.sub(r"^[a-z+]{2,10}://", "", text, flags=re.IGNORECASE)
    site, slash, rest = re.sub(r"^www\.", "", bare, flags=re.IGNORECASE).partition("/")
    site = re.sub(r"^[^@]{1,100}@", "", site)
    way = re.split(r"[?#]", rest)[0].strip("/")
    told = marked(site, wording)
    if not slash or not way:
        return told
    if len(way) > LONGEST_PATH or HASH.search(way):
        return f"{told} {wording.marks['/']} {wording.and_so_on}"
    return f"{told} {wording.marks['/']} {path(way, wording)}"


def path(text: str, wording: Wording) -> str:
    """Say a path, or a file's name: its parts as words, what is between them by name."""
    parts = re.split(r"([/\\])", text)
    return " ".join(
        wording.marks[part] if part in {"/", "\\"} else marked(part, wording, quiet="-_")
        for part in parts
        if part
    )


def marked(text: str, wording: Wording, quiet: str = "") -> str:
    """Say a name with the signs in it; quiet ones only part its words."""
    parts = re.split(r"([^\w]|_)", text)
    said = ("" if part in quiet else wording.marks.get(part, humps(part)) for part in parts if part)
    return " ".join(filter(None, said))


def identifier(text: str, wording: Wording) -> str:
    """Say a name in code by its words: `readFile`, `read_file`, `files.read()`."""
    parts = re.split(r"(\.|::|->)", text.replace("()", ""))
    said = (
        wording.marks["."] if part in {".", "::", "->"} else humps(part.replace("_", " ").strip())
        for part in parts
        if part
    )
    return " ".join(filter(None, said))


def humps(name: str) -> str:
    """Part a name where capitals begin its words."""
    return HUMPS.sub(" ", name)

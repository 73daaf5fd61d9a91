"""Pairing codes: eight characters that a person copies from the server into the extension."""

from dataclasses import dataclass

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs without I, O, 0 and 1, which look alike: five bits each, forty in a code."""

CODE_LENGTH = 8
CODE_LIFE = 120_000
"""Two minutes, in ms: time to walk to the other window."""

ATTEMPTS_PER_CODE = 5
"""Wrong tries while a code is open; the next one burns it."""

ATTEMPTS_PER_MINUTE = 10
"""Tries by anyone in any minute, right or wrong."""

LOOKS_LIKE = str.maketrans("IO01", "LQQL")
"""Nothing we hand out holds these; read as the letter they were likely copied from."""


@dataclass(frozen=True, slots=True)
class PairingCode:
    """A code just made: what to show, and until when it holds (ms)."""

    code: str
    expires: int


def code_from(random: bytes) -> str:
    """Write eight random bytes as a code."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in random[:CODE_LENGTH])


def shown(code: str) -> str:
    """Write a code in two groups, easier to read out."""
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str:
    """Bring what a person typed to the stored spelling: no spaces or dashes, capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum()).translate(LOOKS_LIKE)

"""Accounts elsewhere: who may come in with one, under which name, and back to which page."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

Problem: TypeAlias = Literal[
    "late", "denied", "stranger", "unverified", "refused", "away", "taken", "shared"
]
"""Why a sign-in ended without one; the page has a sentence for each."""

SIGN_IN_LIFE = 600_000
"""Ten minutes to sign in at the provider, in ms."""
MOST_UNDER_WAY = 1000
"""Sign-ins that are at the provider at the same time."""
LONGEST_PLACE = 400
GOOGLE = "https://accounts.google.com"
GOOGLE_MAIL = frozenset({"gmail.com", "googlemail.com"})
PAGE = re.compile(r"/(?:web/[a-z0-9_]+\.html|help|docs)?(?:\?[!-\[\]-~]*)?")
"""A page of ours: nothing that a browser could read as another host."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that is at the provider."""

    state: str
    """The hash of what the provider brings back."""
    browser: str
    """The hash of what the browser's cookie holds that began it."""
    nonce: str
    verifier: str
    """What the code is good for together with: PKCE, RFC 7636."""
    back: str
    """Where the provider sends the browser."""
    place: str
    """The page it began on."""
    family: int | None
    """The session that was there."""
    links: bool
    """It adds the account to that session's person, and signs nobody in."""
    expires: int


@dataclass(frozen=True, slots=True)
class Vouched:
    """Who it is, as the provider says."""

    issuer: str
    subject: str
    mail: str
    verified: bool
    """The provider saw that the mail address is theirs."""
    hosted: str = ""
    """The organisation whose account it is, where the provider tells (`hd`)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nobody was vouched for: for the page, and for the log."""

    problem: Problem
    why: str


def own_place(told: str) -> str:
    r"""Give the page to come back to, `/` for anything that is no page of ours.

    >>> own_place("/web/chat.html?topic=bach"), own_place("//evil.example"), own_place("/\\evil")
    ('/web/chat.html?topic=bach', '/', '/')
    """
    return told if len(told) <= LONGEST_PLACE and PAGE.fullmatch(told) else "/"


def may_begin(vouched: Vouched, accounts: Collection[str]) -> bool:
    """Tell whether somebody new may come in: the mail address, or its domain, is named.

    A whole domain is a matter of the organisation.  Google makes accounts with any address that
    somebody could once read, and does not take them away when he leaves: so of Google a domain is
    believed by `hd`, which only accounts of the organisation carry, or where the mail is Google's.
    """
    mail = vouched.mail.lower()
    _, mark, domain = mail.rpartition("@")
    if not mark or not mail.isascii() or not vouched.verified:
        return False
    named = {one.lower() for one in accounts}
    sure = vouched.issuer != GOOGLE or domain in GOOGLE_MAIL or vouched.hosted.lower() == domain
    return mail in named or (domain in named and sure)


LONGEST_NAME = 32
MOST_TRIES = 1000


def name_from(mail: str, attempt: int) -> str:
    """Make a user's name of a mail address; from the second attempt on with a number.

    >>> name_from("Anna.Magdalena+bach@example.org", 1), name_from("_@example.org", 3)
    ('anna.magdalena-bach', 'person3')
    """
    local = mail.partition("@")[0].lower()
    spelt = re.sub(r"[^a-z0-9._-]+", "-", local).strip("._-") or "person"
    number = "" if attempt == 1 else str(attempt)
    return spelt[: LONGEST_NAME - len(number)] + number

"""The wordings there are, by language; other languages are left as they are written."""

from collections.abc import Mapping

from server.core.spoken_english import ENGLISH
from server.core.spoken_german import GERMAN
from server.core.wording import Wording

WORDINGS: Mapping[str, Wording] = {each.language: each for each in (ENGLISH, GERMAN)}

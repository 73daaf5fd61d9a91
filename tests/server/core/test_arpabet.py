"""From espeak's phones to the recogniser's."""

import pytest

from server.core.arpabet import PHONES, arpabet

ARPABET = """
    AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y
    Z ZH
"""


@pytest.mark.parametrize(
    ("ipa", "phones"),
    [
        ("ɹˈaɪtmoʊst", "R AY T M OW S T"),
        ("wˌɪkipˈiːdiə", "W IH K IY P IY D IY AH"),
        ("tʃˈɛɹi", "CH EH R IY"),
        ("stˈɑːɹ", "S T AA R"),
        ("dʒˈʌdʒ", "JH AH JH"),
        ("", ""),
        ("ǃ", ""),
    ],
)
def test_a_word(ipa: str, phones: str) -> None:
    """The longest phone counts, stress is dropped, and what English lacks is passed over."""
    assert arpabet(ipa) == phones


def test_all_are_of_the_dictionary() -> None:
    """Every phone we write is one the recogniser has, and each of its own can be written."""
    assert {phone for phones in PHONES.values() for phone in phones.split()} == set(ARPABET.split())

"""Phones of English as espeak writes them (IPA) → as the recogniser's dictionary does (ARPABET).

The table follows the CMU Pronouncing Dictionary's 39 phones; of two beginnings the longer counts.
"""

PHONES: dict[str, str] = {
    # vowels that glide, and those before r
    "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "əʊ": "OW", "ɔɪ": "OY",
    "ɪɹ": "IH R", "ɛɹ": "EH R", "ʊɹ": "UH R", "ɔːɹ": "AO R", "oːɹ": "AO R", "ɑːɹ": "AA R",
    # long vowels
    "ɜː": "ER", "iː": "IY", "uː": "UW", "ɑː": "AA", "ɔː": "AO",
    # short vowels
    "ɚ": "ER", "ɝ": "ER", "ɜ": "ER", "ʌ": "AH", "ə": "AH", "ɐ": "AH", "æ": "AE", "a": "AA",
    "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "ɛ": "EH", "e": "EY", "ɪ": "IH", "ᵻ": "IH", "i": "IY",
    "o": "OW", "ʊ": "UH", "u": "UW", "y": "UW", "ø": "ER", "œ": "ER",
    # consonants
    "tʃ": "CH", "dʒ": "JH", "b": "B", "d": "D", "f": "F", "ɡ": "G", "g": "G", "h": "HH",
    "j": "Y", "k": "K", "l": "L", "ɫ": "L", "m": "M", "n": "N", "ŋ": "NG", "p": "P", "ɹ": "R",
    "r": "R", "s": "S", "ʃ": "SH", "t": "T", "ɾ": "T", "θ": "TH", "ð": "DH", "v": "V", "w": "W",
    "z": "Z", "ʒ": "ZH", "x": "K", "ç": "SH", "ʔ": "T",
}  # fmt: skip

SOUNDS: dict[str, str] = {
    "_" + phone.lower(): phone for phone in sorted(set(" ".join(PHONES.values()).split()))
}
"""A word for each single phone, such as nobody writes: what is said where any may be."""

_BEGINNINGS = sorted(PHONES, key=len, reverse=True)


def arpabet(ipa: str) -> str:
    """Give the phones with spaces between; marks of stress and foreign sounds are passed over."""
    found: list[str] = []
    rest = ipa.replace("ˈ", "").replace("ˌ", "")
    while rest:
        phone = next((one for one in _BEGINNINGS if rest.startswith(one)), None)
        if phone is not None:
            found.append(PHONES[phone])
        rest = rest[len(phone or rest[0]) :]
    return " ".join(found)

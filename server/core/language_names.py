"""The languages that speech is written down in: two letters and the English name of each.

The list is Whisper's; OpenAI's verbose answer names a language by its English name.
"""

_LIST = """
en english, zh chinese, de german, es spanish, ru russian, ko korean, fr french, ja japanese,
pt portuguese, tr turkish, pl polish, ca catalan, nl dutch, ar arabic, sv swedish, it italian,
id indonesian, hi hindi, fi finnish, vi vietnamese, he hebrew, uk ukrainian, el greek, ms malay,
cs czech, ro romanian, da danish, hu hungarian, ta tamil, no norwegian, th thai, ur urdu,
hr croatian, bg bulgarian, lt lithuanian, la latin, mi maori, ml malayalam, cy welsh, sk slovak,
te telugu, fa persian, lv latvian, bn bengali, sr serbian, az azerbaijani, sl slovenian, kn kannada,
et estonian, mk macedonian, br breton, eu basque, is icelandic, hy armenian, ne nepali,
mn mongolian, bs bosnian, kk kazakh, sq albanian, sw swahili, gl galician, mr marathi, pa punjabi,
si sinhala, km khmer, sn shona, yo yoruba, so somali, af afrikaans, oc occitan, ka georgian,
be belarusian, tg tajik, sd sindhi, gu gujarati, am amharic, yi yiddish, lo lao, uz uzbek,
fo faroese, ht haitian creole, ps pashto, tk turkmen, nn nynorsk, mt maltese, sa sanskrit,
lb luxembourgish, my myanmar, bo tibetan, tl tagalog, mg malagasy, as assamese, tt tatar,
haw hawaiian, ln lingala, ha hausa, ba bashkir, jw javanese, su sundanese, yue cantonese
"""

NAMES = {code: name for code, _, name in (each.strip().partition(" ") for each in _LIST.split(","))}
"""English name by code."""

_CODES = {name: code for code, name in NAMES.items()}


def language_code(text: str) -> str | None:
    """Give the code of a language written as code, locale (de-AT) or English name, or nothing."""
    plain = text.strip().lower().replace("_", "-")
    found = plain if plain in NAMES else plain.partition("-")[0]
    return found if found in NAMES else _CODES.get(plain)


def language_name(language: str) -> str:
    """Give the English name of a language written as a code or locale, else what was written."""
    name = NAMES.get(language.partition("-")[0].lower())
    return name.title() if name else language

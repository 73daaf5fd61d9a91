"""What is written and what is said, in English and German; and any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.adapters.voices.number_words import number_words
from server.core.spoken_text import spoken

ENGLISH = [
    # numbers
    ("7 seas", "seven seas"),
    ("1,234.5 people", "one thousand, two hundred and thirty-four point five people"),
    ("pi is 3.14159", "pi is three point one four one five nine"),
    ("agent 007", "agent zero zero seven"),
    ("it was -5 then", "it was minus five then"),
    ("in 1984", "in nineteen eighty-four"),
    ("in 2024", "in twenty twenty-four"),
    ("the 1990s", "the nineteen nineties"),
    ("10–20 people", "ten to twenty people"),
    ("won 3:2", "won three to two"),
    ("3 x 4", "three by four"),
    ("a 10-minute walk", "a ten minute walk"),
    ("MP3", "MP three"),
    ("the 1st, 2nd and 21st", "the first, second and twenty-first"),
    ("1/2 and 3/4", "one half and three quarters"),
    ("2½ cups", "two and one half cups"),
    ("1000000000000000", " ".join(["one", *["zero"] * 15])),
    # dates and times
    ("May 3, 2024", "May third, twenty twenty-four"),
    ("on 3 May 2024.", "on May third, twenty twenty-four."),
    ("2024-05-03", "May third, twenty twenty-four"),
    ("12/31/2025", "December thirty-first, twenty twenty-five"),
    ("31/12/2025", "December thirty-first, twenty twenty-five"),
    ("Dec. 24", "December twenty-fourth"),
    ("99/99/2025", "ninety-nine / ninety-nine / twenty twenty-five"),
    ("at 14:30", "at fourteen thirty"),
    ("at 9:00", "at nine o'clock"),
    ("at 2:05 pm", "at two oh five p m"),
    ("at 9 a.m. sharp", "at nine a m sharp"),
    ("14:30:15", "fourteen thirty and fifteen seconds"),
    # money and measures
    ("$5.99", "five dollars and ninety-nine cents"),
    ("$1", "one dollar"),
    ("£0.50", "fifty pence"),
    ("$1.01", "one dollar and one cent"),
    ("€3 million", "three million euros"),
    ("5 USD", "five US dollars"),
    ("1 km, 3.5 km", "one kilometre, three point five kilometres"),
    ("100%", "one hundred percent"),
    ("-5 °C", "minus five degrees Celsius"),
    ("90 km/h", "ninety kilometres per hour"),
    ("5m tall", "five metres tall"),
    ("10–20 kg", "ten to twenty kilograms"),
    # abbreviations
    ("Dr. Smith vs. Mr. Jones", "Doctor Smith versus Mister Jones"),
    ("e.g. this", "for example this"),
    ("No. 5", "number five"),
    ("He said No. Never", "He said No. Never"),
    # addresses, paths, code
    ("at https://www.example.org/docs/intro?x=1#y.", "at example dot org slash docs slash intro."),
    ("https://example.org/", "example dot org"),
    ("https://example.org/a/0123456789abcdef0123", "example dot org slash and so on"),
    ("rubato.example.com is up", "rubato dot example dot com is up"),
    ("mail john.doe@example.com!", "mail john dot doe at example dot com!"),
    ("in /usr/local/bin", "in slash usr slash local slash bin"),
    ("~/notes.txt", "tilde slash notes dot txt"),
    (r"C:\Users\x", "C colon backslash Users backslash x"),
    ("src/main.rs", "src slash main dot rs"),
    ("README.md", "README dot md"),
    ("read_file()", "read file"),
    ("getElementById", "get Element By Id"),
    ("files.read()", "files dot read"),
    ("a != b && c", "a is not b and c"),
    ("v1.10.2", "one dot ten dot two"),
    ("192.168.0.1", "one hundred and ninety-two dot one hundred and sixty-eight dot zero dot one"),
    ("call +49 89 1234567", "call plus four nine, eight nine, one two three four five six seven"),
    ("and/or, he/she", "and/or, he/she"),
    # marks and signs
    ("**Bold** and *it* and `code`", "Bold and it and code"),
    ("snake_case stays", "snake case stays"),
    ("a [link](http://x.org/y) here", "a link here"),
    ("![a cat](cat.png)", "a cat"),
    ("# Title", "Title"),
    ("- [x] done", "done"),
    ("> quoted", "quoted"),
    ("| a | b |", "a, b"),
    ("|---|---|", ""),
    ("It is so.[12] Yes", "It is so. Yes"),
    ("<b>fat</b> &amp; thin", "fat and thin"),
    ("fish & chips", "fish and chips"),
    ("wow!!!!!", "wow!"),
    ("I ❤️ it", "I, heavy black heart, it"),
    ("🎹🎹", "musical keyboard"),
    ("👍🏽", "thumbs up sign"),
    ("[[h@l@U]]", "h at l at U"),
    ("a\u200bb\u202ec\x1b[31md\0e", "abc d e"),
    ("...", "."),
    ("", ""),
]  # fmt: skip

GERMAN = [
    ("1.234,5 Leute", "eintausendzweihundertvierunddreißig Komma fünf Leute"),
    ("im Jahr 1984", "im Jahr neunzehnhundertvierundachtzig"),
    ("2024", "zweitausendvierundzwanzig"),
    ("die 1990er", "die neunzehnhundertneunziger"),
    ("10–20 Leute", "zehn bis zwanzig Leute"),
    ("3:2 gewonnen", "drei zu zwei gewonnen"),
    ("der 2. Versuch", "der zweite Versuch"),
    ("im 19. Jahrhundert", "im neunzehnten Jahrhundert"),
    ("Ich war 3. Dann", "Ich war drei. Dann"),
    ("am 3. Mai 2024", "am dritten Mai zweitausendvierundzwanzig"),
    ("am 03.05.", "am dritten Mai"),
    ("1.2.2024", "ersten Februar zweitausendvierundzwanzig"),
    ("2024-05-03", "dritten Mai zweitausendvierundzwanzig"),
    ("um 14:30 Uhr", "um vierzehn Uhr dreißig"),
    ("um 1 Uhr", "um ein Uhr"),
    ("14:30:01", "vierzehn Uhr dreißig und eine Sekunde"),
    ("5,99 €", "fünf Euro und neunundneunzig Cent"),
    ("1 €", "ein Euro"),
    ("0,50 €", "fünfzig Cent"),
    ("3 Mio. €", "drei Millionen Euro"),
    ("1 km, 5 km", "ein Kilometer, fünf Kilometer"),
    ("1 h", "eine Stunde"),
    ("50 %", "fünfzig Prozent"),
    ("-5 °C", "minus fünf Grad Celsius"),
    ("3/4 Liter", "drei Viertel Liter"),
    ("z. B. Dr. Müller bzw. Nr. 5", "zum Beispiel Doktor Müller beziehungsweise Nummer fünf"),
    ("Art. 5, diese Art.", "Artikel fünf, diese Art."),
    ("§ 5 & 6", "Paragraf fünf und sechs"),
    ("www.example.de/pfad", "example Punkt de Schrägstrich pfad"),
    ("a@b.de", "a at b Punkt de"),
    ("readFile()", "read File"),
    ("Liebe 😀", "Liebe, grinsendes Gesicht"),
    ("🦄", "Emoji"),
]


@pytest.mark.parametrize(("written", "said"), ENGLISH)
def test_english(written: str, said: str) -> None:
    """Each is said in English as a person would."""
    assert spoken(written, "en", number_words) == said


@pytest.mark.parametrize(("written", "said"), GERMAN)
def test_german(written: str, said: str) -> None:
    """Each is said in German as a person would."""
    assert spoken(written, "de", number_words) == said


def test_other_languages() -> None:
    """A language without a wording loses the marks only; its engine reads the numbers."""
    assert spoken("**Il y a** 3 chats [[x]]", "fr", number_words) == "Il y a 3 chats [ [x]]"


LANGUAGES = st.sampled_from(["en", "de", "fr", ""])
HARD = st.text(st.sampled_from("0123456789.,:/-–_*`~[]()<>|#@&%$€°½aZ \n\t\"'x×+=!?…é漢🎹\u200d\0"))


@given(st.text() | HARD, LANGUAGES)
@settings(deadline=None, max_examples=600)
def test_any_text(text: str, language: str) -> None:
    """Any text is said somehow, without signs that an engine would take for its own."""
    said = spoken(text, language, number_words)

    assert "[[" not in said
    assert "\0" not in said


UNITS = [
    "a", "1", ".", "*", "_a", "[", "<!--", "-", "a.", "/a", "🎹", "1 ", "(a_", "\x1b[", "aB", "€1",
    "1-", "\n", "| ", "漢", " ",
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS)
def test_a_long_text(unit: str) -> None:
    """As much of one thing as is ever taken is said: no rule goes through it again and again."""
    assert isinstance(spoken((unit * 100_000)[:100_000], "de", number_words), str)


@pytest.mark.long
def test_a_megabyte() -> None:
    """A megabyte of everything is said."""
    text = (("".join(UNITS) + " and some words more" * 30) * 2_000)[:1_000_000]

    assert spoken(text, "en", number_words)

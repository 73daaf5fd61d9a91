"""How German says what is written in signs."""

import re

from server.core.wording import Money, NumberWords, Wording

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
BENT = re.compile(
    r"\b(?:am|dem|den|vom|zum|im|beim|der|des|diesem|jedem|seit|ab|bis|nach)\s*$", re.I
)
"""What an ordinal behind it ends in -n for; `der dritte` is the likelier, but for `der 3. Mai`."""


def _ordinal(number: int, before: str, say: NumberWords) -> str:
    told = say(number, "ordinal", "de")
    bent = BENT.search(before[-12:])
    return f"{told}n" if bent and bent[0].strip().lower() != "der" else told


def _date(day: int, month: int, year: int | None, say: NumberWords) -> str:
    told = f"{say(day, 'ordinal', 'de')}n {MONTHS[month - 1]}"
    return told if year is None else f"{told} {say(year, 'year', 'de')}"


def _clock(hour: int, minute: int, second: int | None, say: NumberWords) -> str:
    told = f"{_counted(hour, say)} Uhr"
    if minute or second is not None:
        told += f" {say(minute, 'cardinal', 'de')}"
    if second is None:
        return told
    seconds = "eine Sekunde" if second == 1 else f"{say(second, 'cardinal', 'de')} Sekunden"
    return f"{told} und {seconds}"


def _counted(number: int, say: NumberWords) -> str:
    return "ein" if number == 1 else say(number, "cardinal", "de")


def _der(one: str, more: str | None = None) -> tuple[str, str]:
    return f"ein {one}", more or one


def _die(one: str, more: str) -> tuple[str, str]:
    return f"eine {one}", more


CENT = _der("Cent")

GERMAN = Wording(
    language="de",
    decimal=",",
    thousands=".",
    point="Komma",
    minus="minus",
    to="bis",
    against="zu",
    years=range(1100, 2000),
    times="mal",
    and_so_on="und so weiter",
    months=MONTHS,
    month_first=False,
    digits=("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    halves={
        2: ("einhalb", "halbe"),
        3: ("ein Drittel", "Drittel"),
        4: ("ein Viertel", "Viertel"),
        5: ("ein Fünftel", "Fünftel"),
        8: ("ein Achtel", "Achtel"),
        10: ("ein Zehntel", "Zehntel"),
    },
    units={
        "km": _der("Kilometer"), "m": _der("Meter"), "cm": _der("Zentimeter"),
        "mm": _der("Millimeter"), "µm": _der("Mikrometer"), "nm": _der("Nanometer"),
        "km²": _der("Quadratkilometer"), "m²": _der("Quadratmeter"), "qm": _der("Quadratmeter"),
        "cm²": _der("Quadratzentimeter"), "m³": _der("Kubikmeter"),
        "kg": _der("Kilogramm"), "g": _der("Gramm"), "mg": _der("Milligramm"),
        "t": _die("Tonne", "Tonnen"), "l": _der("Liter"), "L": _der("Liter"),
        "ml": _der("Milliliter"), "s": _die("Sekunde", "Sekunden"),
        "Sek.": _die("Sekunde", "Sekunden"), "ms": _die("Millisekunde", "Millisekunden"),
        "min": _die("Minute", "Minuten"), "Min.": _die("Minute", "Minuten"),
        "h": _die("Stunde", "Stunden"), "Std.": _die("Stunde", "Stunden"),
        "km/h": _der("Stundenkilometer"), "m/s": ("ein Meter pro Sekunde", "Meter pro Sekunde"),
        "Hz": _der("Hertz"), "kHz": _der("Kilohertz"), "MHz": _der("Megahertz"),
        "GHz": _der("Gigahertz"), "B": _der("Byte"), "kB": _der("Kilobyte"), "KB": _der("Kilobyte"),
        "MB": _der("Megabyte"), "GB": _der("Gigabyte"), "TB": _der("Terabyte"),
        "Mbit/s": ("ein Megabit pro Sekunde", "Megabit pro Sekunde"),
        "W": _der("Watt"), "kW": _der("Kilowatt"), "MW": _der("Megawatt"),
        "kWh": _die("Kilowattstunde", "Kilowattstunden"), "V": _der("Volt"), "A": _der("Ampere"),
        "mA": _der("Milliampere"), "mAh": _die("Milliamperestunde", "Milliamperestunden"),
        "Ω": _der("Ohm"), "N": _der("Newton"), "J": _der("Joule"), "kJ": _der("Kilojoule"),
        "kcal": _die("Kilokalorie", "Kilokalorien"), "hPa": _der("Hektopascal"),
        "bar": _der("Bar"), "dB": _der("Dezibel"), "px": _der("Pixel"), "MP": _der("Megapixel"),
        "°C": ("ein Grad Celsius", "Grad Celsius"),
        "°F": ("ein Grad Fahrenheit", "Grad Fahrenheit"),
        "°": _der("Grad"), "%": ("ein Prozent", "Prozent"), "‰": ("ein Promille", "Promille"),
    },
    money={
        "€": Money(_der("Euro"), CENT), "EUR": Money(_der("Euro"), CENT),
        "$": Money(_der("Dollar"), CENT), "USD": Money(_der("US-Dollar"), CENT),
        "£": Money(("ein Pfund", "Pfund"), ("ein Penny", "Pence")),
        "GBP": Money(("ein Pfund", "Pfund"), ("ein Penny", "Pence")),
        "CHF": Money(_der("Franken"), _der("Rappen")),
        "¥": Money(_der("Yen"), _der("Sen")),
    },
    large={
        "Tsd.": "tausend", "Mio.": "Millionen", "Mio": "Millionen", "Millionen": "Millionen",
        "Million": "Million", "Mrd.": "Milliarden", "Mrd": "Milliarden",
        "Milliarden": "Milliarden", "Milliarde": "Milliarde", "Billionen": "Billionen",
    },
    abbreviations={
        "z. B.": "zum Beispiel", "z.B.": "zum Beispiel", "d. h.": "das heißt", "d.h.": "das heißt",
        "u. a.": "unter anderem", "u.a.": "unter anderem", "u. ä.": "und ähnliche",
        "o. ä.": "oder ähnliche", "i. d. R.": "in der Regel", "i.d.R.": "in der Regel",
        "z. T.": "zum Teil", "z.T.": "zum Teil", "v. a.": "vor allem", "v.a.": "vor allem",
        "s. o.": "siehe oben", "s. u.": "siehe unten", "bzw.": "beziehungsweise",
        "ca.": "zirka", "etc.": "et cetera", "evtl.": "eventuell", "ggf.": "gegebenenfalls",
        "inkl.": "inklusive", "exkl.": "exklusive", "max.": "maximal", "min.": "minimal",
        "Nr.": "Nummer", "Nrn.": "Nummern", "Str.": "Straße", "str.": "straße", "Tel.": "Telefon",
        "vgl.": "vergleiche", "Vgl.": "Vergleiche", "Dr.": "Doktor", "Prof.": "Professor",
        "Hr.": "Herr", "Fr.": "Frau", "St.": "Sankt", "Abb.": "Abbildung", "Abs.": "Absatz",
        "Art.": "Artikel", "Bd.": "Band", "Kap.": "Kapitel", "S.": "Seite", "geb.": "geboren",
        "gest.": "gestorben", "sog.": "sogenannt", "bspw.": "beispielsweise",
        "insb.": "insbesondere", "usw.": "und so weiter", "usf.": "und so fort",
        "zzgl.": "zuzüglich", "Mio.": "Millionen", "Mrd.": "Milliarden", "Jh.": "Jahrhundert",
        "Jan.": "Januar", "Feb.": "Februar", "Apr.": "April", "Aug.": "August",
        "Sept.": "September", "Okt.": "Oktober", "Nov.": "November", "Dez.": "Dezember",
        "Mo.": "Montag", "Di.": "Dienstag", "Mi.": "Mittwoch", "Do.": "Donnerstag",
        "Sa.": "Samstag", "So.": "Sonntag", "Op.": "Opus", "op.": "Opus", "dt.": "deutsch",
        "engl.": "englisch", "v. Chr.": "vor Christus", "n. Chr.": "nach Christus",
    },
    before_number=frozenset(
        {"Art.", "Abs.", "Kap.", "S.", "Bd.", "Op.", "op.", "Mo.", "Di.", "Mi.", "Do.", "Fr.",
         "Sa.", "So.", "min.", "max."}
    ),
    may_end=frozenset({"etc.", "usw.", "usf.", "Co.", "Sr.", "Jr.", "Str.", "str.", "Jh."}),
    starters=frozenset(
        {"Aber", "Als", "Am", "Auch", "Da", "Dann", "Danach", "Das", "Der", "Die", "Dies", "Diese",
         "Doch", "Ein", "Eine", "Er", "Es", "Für", "Ich", "Ihr", "Im", "In", "Mit", "Nach", "Nun",
         "Sie", "So", "Und", "Was", "Wenn", "Wer", "Wie", "Wir", "Zum", "Zur"}
    ),
    signs={
        "&": "und", "%": "Prozent", "@": "at", "+": "plus", "=": "gleich", "<": "kleiner als",
        ">": "größer als", "≤": "höchstens", "≥": "mindestens", "≠": "ungleich", "≈": "etwa",
        "±": "plus minus", "×": "mal", "÷": "geteilt durch", "→": "nach", "⇒": "daraus folgt",
        "←": "von", "↔": "hin und zurück", "°": "Grad", "§": "Paragraf", "§§": "Paragrafen",
        "©": "Copyright", "®": "registriert", "™": "Trademark", "√": "Wurzel aus",
        "∞": "unendlich", "#": "Nummer", "$": "Dollar", "€": "Euro", "£": "Pfund", "µ": "Mikro",
        "²": "Quadrat", "³": "hoch drei", "^": "hoch", "~": "etwa", "•": ",", "·": ",", "|": ",",
        "✓": "ja", "✔": "ja", "✗": "nein", "✘": "nein", "★": "Stern", "☆": "Stern",
    },
    marks={
        ".": "Punkt", "/": "Schrägstrich", "\\": "Backslash", "-": "Minus", "_": "Unterstrich",
        ":": "Doppelpunkt", "@": "at", "~": "Tilde", "+": "Plus", "#": "Raute",
        "?": "Fragezeichen", "&": "und", "=": "gleich", "%": "Prozent", "*": "Stern",
        "!": "Ausrufezeichen", ",": "Komma", "$": "Dollar",
    },
    emoji={
        "😀": "grinsendes Gesicht", "😃": "lachendes Gesicht", "😄": "lachendes Gesicht",
        "😁": "strahlendes Gesicht", "😂": "Gesicht mit Freudentränen", "🤣": "Lachanfall",
        "😊": "lächelndes Gesicht", "🙂": "leicht lächelndes Gesicht", "😉": "zwinkerndes Gesicht",
        "😍": "Gesicht mit Herzaugen", "😘": "Kuss zuwerfendes Gesicht", "😎": "Sonnenbrille",
        "😢": "weinendes Gesicht", "😭": "heulendes Gesicht", "😡": "wütendes Gesicht",
        "🤔": "nachdenkliches Gesicht", "😱": "schreiendes Gesicht", "🙄": "Augenrollen",
        "👍": "Daumen hoch", "👎": "Daumen runter", "👏": "Applaus", "🙏": "gefaltete Hände",
        "💪": "Muskeln", "👋": "winkende Hand", "❤": "rotes Herz", "💔": "gebrochenes Herz",
        "🎉": "Konfetti", "🎂": "Torte", "🎹": "Klaviatur", "🎵": "Note", "🎶": "Noten",
        "🎸": "Gitarre", "🎧": "Kopfhörer", "🔥": "Feuer", "⭐": "Stern", "✨": "Funkeln",
        "☀": "Sonne", "🌧": "Regen", "✅": "Häkchen", "❌": "Kreuz", "⚠": "Warnung",
        "📞": "Telefon", "📧": "E-Mail", "💡": "Glühbirne", "🚀": "Rakete", "👀": "Augen",
    },
    an_emoji="Emoji",
    date=_date,
    clock=_clock,
    ordinal=_ordinal,
)  # fmt: skip

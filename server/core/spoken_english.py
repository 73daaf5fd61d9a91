"""How English says what is written in signs."""

from server.core.wording import Money, NumberWords, Wording

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _date(day: int, month: int, year: int | None, say: NumberWords) -> str:
    told = f"{MONTHS[month - 1]} {say(day, 'ordinal', 'en')}"
    return told if year is None else f"{told}, {say(year, 'year', 'en')}"


def _clock(hour: int, minute: int, second: int | None, say: NumberWords) -> str:
    told = say(hour, "cardinal", "en")
    if second is not None:
        return f"{told} {_minutes(minute, say)} and {_seconds(second, say)}"
    if minute == 0:
        return f"{told} o'clock" if 0 < hour <= 12 else f"{told} hundred hours"
    return f"{told} {_minutes(minute, say)}"


def _minutes(minute: int, say: NumberWords) -> str:
    told = say(minute, "cardinal", "en")
    return f"oh {told}" if minute < 10 else told


def _seconds(second: int, say: NumberWords) -> str:
    return "one second" if second == 1 else f"{say(second, 'cardinal', 'en')} seconds"


def _ordinal(number: int, _before: str, say: NumberWords) -> str:
    return say(number, "ordinal", "en")


def _forms(one: str, more: str | None = None) -> tuple[str, str]:
    return f"one {one}", more or f"{one}s"


CENTS = _forms("cent")

ENGLISH = Wording(
    language="en",
    decimal=".",
    thousands=",",
    point="point",
    minus="minus",
    to="to",
    against="to",
    years=range(1100, 2100),
    times="by",
    and_so_on="and so on",
    months=MONTHS,
    month_first=True,
    digits=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    halves={
        2: ("one half", "halves"),
        3: ("one third", "thirds"),
        4: ("one quarter", "quarters"),
        5: ("one fifth", "fifths"),
        8: ("one eighth", "eighths"),
        10: ("one tenth", "tenths"),
    },
    units={
        "km": _forms("kilometre"), "m": _forms("metre"), "cm": _forms("centimetre"),
        "mm": _forms("millimetre"), "µm": _forms("micrometre"), "nm": _forms("nanometre"),
        "mi": _forms("mile"), "ft": ("one foot", "feet"), "yd": _forms("yard"),
        "km²": _forms("square kilometre"), "m²": _forms("square metre"),
        "m³": _forms("cubic metre"), "cm²": _forms("square centimetre"),
        "kg": _forms("kilogram"), "g": _forms("gram"), "mg": _forms("milligram"),
        "t": _forms("ton"), "lb": _forms("pound"), "lbs": _forms("pound"), "oz": _forms("ounce"),
        "l": _forms("litre"), "L": _forms("litre"), "ml": _forms("millilitre"),
        "mL": _forms("millilitre"), "s": _forms("second"), "sec": _forms("second"),
        "ms": _forms("millisecond"), "µs": _forms("microsecond"), "ns": _forms("nanosecond"),
        "min": _forms("minute"), "mins": _forms("minute"), "h": _forms("hour"),
        "hr": _forms("hour"), "hrs": _forms("hour"),
        "km/h": ("one kilometre per hour", "kilometres per hour"),
        "kph": ("one kilometre per hour", "kilometres per hour"),
        "mph": ("one mile per hour", "miles per hour"),
        "m/s": ("one metre per second", "metres per second"),
        "Hz": ("one hertz", "hertz"), "kHz": ("one kilohertz", "kilohertz"),
        "MHz": ("one megahertz", "megahertz"), "GHz": ("one gigahertz", "gigahertz"),
        "B": _forms("byte"), "kB": _forms("kilobyte"), "KB": _forms("kilobyte"),
        "MB": _forms("megabyte"), "GB": _forms("gigabyte"), "TB": _forms("terabyte"),
        "KiB": _forms("kibibyte"), "MiB": _forms("mebibyte"), "GiB": _forms("gibibyte"),
        "kbit/s": ("one kilobit per second", "kilobits per second"),
        "Mbit/s": ("one megabit per second", "megabits per second"),
        "Mbps": ("one megabit per second", "megabits per second"),
        "Gbps": ("one gigabit per second", "gigabits per second"),
        "W": _forms("watt"), "kW": _forms("kilowatt"), "MW": _forms("megawatt"),
        "kWh": _forms("kilowatt hour"), "V": _forms("volt"), "A": _forms("amp"),
        "mA": _forms("milliamp"), "mAh": _forms("milliamp hour"), "Ω": _forms("ohm"),
        "N": _forms("newton"), "J": _forms("joule"), "kJ": _forms("kilojoule"),
        "kcal": _forms("kilocalorie"), "Pa": _forms("pascal"), "hPa": _forms("hectopascal"),
        "bar": ("one bar", "bar"), "dB": _forms("decibel"), "px": _forms("pixel"),
        "pt": _forms("point"), "MP": _forms("megapixel"),
        "°C": ("one degree Celsius", "degrees Celsius"),
        "°F": ("one degree Fahrenheit", "degrees Fahrenheit"),
        "°": _forms("degree"), "%": ("one percent", "percent"), "‰": ("one per mille", "per mille"),
    },
    money={
        "$": Money(_forms("dollar"), CENTS), "USD": Money(_forms("US dollar"), CENTS),
        "€": Money(_forms("euro"), CENTS), "EUR": Money(_forms("euro"), CENTS),
        "£": Money(_forms("pound"), ("one penny", "pence")),
        "GBP": Money(_forms("pound"), ("one penny", "pence")),
        "¥": Money(("one yen", "yen"), ("one sen", "sen")),
        "CHF": Money(_forms("Swiss franc"), _forms("rappen", "rappen")),
        "₹": Money(_forms("rupee"), ("one paisa", "paise")),
    },
    large={
        "k": "thousand", "K": "thousand", "thousand": "thousand", "m": "million", "M": "million",
        "million": "million", "bn": "billion", "b": "billion", "B": "billion",
        "billion": "billion", "trillion": "trillion", "tn": "trillion",
    },
    abbreviations={
        "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miss", "Dr.": "Doctor", "Prof.": "Professor",
        "Jr.": "Junior", "Sr.": "Senior", "Gen.": "General", "Rep.": "Representative",
        "Sen.": "Senator", "Gov.": "Governor", "Capt.": "Captain", "Lt.": "Lieutenant",
        "Sgt.": "Sergeant", "St.": "Saint", "Mt.": "Mount", "e.g.": "for example",
        "i.e.": "that is", "vs.": "versus", "cf.": "compare", "approx.": "approximately",
        "ca.": "circa", "incl.": "including", "excl.": "excluding", "Fig.": "Figure",
        "fig.": "figure", "Figs.": "Figures", "Eq.": "Equation", "Sec.": "Section",
        "Ch.": "Chapter", "ch.": "chapter", "Vol.": "Volume", "vol.": "volume", "pp.": "pages",
        "p.": "page", "No.": "number", "Nos.": "numbers", "Op.": "opus", "op.": "opus",
        "Jan.": "January", "Feb.": "February", "Mar.": "March", "Apr.": "April", "Aug.": "August",
        "Sept.": "September", "Sep.": "September", "Oct.": "October", "Nov.": "November",
        "Dec.": "December", "Mon.": "Monday", "Tue.": "Tuesday", "Wed.": "Wednesday",
        "Thu.": "Thursday", "Fri.": "Friday", "Ave.": "Avenue", "Blvd.": "Boulevard",
        "Rd.": "Road", "Dept.": "Department", "dept.": "department", "est.": "established",
        "w/o": "without", "b/c": "because", "Sat.": "Saturday", "Sun.": "Sunday",
    },
    before_number=frozenset(
        {"No.", "Nos.", "Sec.", "Ch.", "ch.", "p.", "pp.", "Op.", "op.", "Vol.", "vol.", "Fig.",
         "fig.", "Mar.", "Sun.", "Sat."}
    ),
    may_end=frozenset(
        {"a.m.", "p.m.", "al.", "etc.", "U.S.", "U.K.", "Ph.D.", "Inc.", "Ltd.", "Co.", "Corp.",
         "Jr.", "Sr.", "Ave.", "Blvd.", "Rd.", "Dept.", "dept."}
    ),
    starters=frozenset(),
    signs={
        "&": "and", "%": "percent", "@": "at", "+": "plus", "=": "equals", "<": "less than",
        ">": "greater than", "≤": "at most", "≥": "at least", "≠": "is not", "≈": "about",
        "±": "plus or minus", "×": "times", "÷": "divided by", "→": "to", "⇒": "implies",
        "←": "from", "↔": "to and from", "°": "degrees", "§": "section", "§§": "sections",
        "©": "copyright", "®": "registered", "™": "trademark", "√": "the root of",
        "∞": "infinity", "#": "number", "$": "dollars", "€": "euros", "£": "pounds",
        "µ": "micro", "^": "to the power of", "~": "about", "•": ",", "·": ",", "|": ",",
        "✓": "yes", "✔": "yes", "✗": "no", "✘": "no", "★": "star", "☆": "star",
    },
    marks={
        ".": "dot", "/": "slash", "\\": "backslash", "-": "dash", "_": "underscore", ":": "colon",
        "@": "at", "~": "tilde", "+": "plus", "#": "hash", "?": "question mark", "&": "and",
        "=": "equals", "%": "percent", "*": "star", "!": "exclamation mark", ",": "comma",
        "$": "dollar",
    },
    emoji={},
    an_emoji=None,
    date=_date,
    clock=_clock,
    ordinal=_ordinal,
)  # fmt: skip

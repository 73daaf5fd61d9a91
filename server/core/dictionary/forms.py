"""The forms in which a language goes out and comes in, one row each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.core.dictionary.csv_form import read_csv, write_csv
from server.core.dictionary.json_form import read_json, read_plover, write_json, write_plover
from server.core.dictionary.languages import LanguageFile
from server.core.dictionary.toml_form import read_toml, write_toml
from server.core.errors import InvalidError
from server.core.layers import nearest


@dataclass(frozen=True, slots=True)
class Form:
    """One of them."""

    name: str
    ending: str
    """Of a file's name."""
    media_type: str
    write: Callable[[LanguageFile], str]
    read: Callable[[str, str], LanguageFile]
    """Of a text, and of what the language is called where the text does not say."""


FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        Form("toml", ".toml", "application/toml", write_toml, read_toml),
        Form("json", ".json", "application/json", write_json, read_json),
        Form("csv", ".csv", "text/csv", write_csv, read_csv),
        Form("plover", ".plover.json", "application/json", write_plover, read_plover),
    )
}


def form_of(name: str) -> Form:
    """Find one; raises `InvalidError`."""
    found = FORMS.get(name)
    if found is None:
        raise InvalidError(f"There is no form {name[:20]!r}; {nearest(name[:20], list(FORMS))}")
    return found

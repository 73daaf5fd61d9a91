"""Who may reach what of the dictionary: everybody known reads and proposes, admins write."""

from server.core.rule import Rule, Who

LANGUAGE_FILE = 30_000_000
"""Bytes of a language: some hundred thousand words."""
WORD = 250_000
"""Bytes of a word with all its meanings."""

DICTIONARY_RULES: tuple[Rule, ...] = (
    Rule("POST", "/v1/languages", Who.ADMIN),
    Rule("PATCH", "/v1/languages/{name}", Who.ADMIN),
    Rule("DELETE", "/v1/languages/{name}", Who.ADMIN),
    Rule("GET", "/v1/languages/{name}/words", Who.USER),
    Rule("GET", "/v1/languages/{name}/export", Who.USER),
    Rule("POST", "/v1/languages/{name}/import", Who.ADMIN, LANGUAGE_FILE),
    Rule("GET", "/v1/languages/{name}/history", Who.USER),
    Rule("POST", "/v1/languages/{name}/undo", Who.ADMIN),
    Rule("GET", "/v1/words", Who.USER),
    Rule("POST", "/v1/words", Who.ADMIN, WORD),
    Rule("POST", "/v1/words/check", Who.USER, WORD),
    Rule("GET", "/v1/words/languages", Who.USER),
    Rule("GET", "/v1/words/played", Who.USER),
    Rule("GET", "/v1/words/playable", Who.USER),
    Rule("GET", "/v1/words/practice", Who.USER),
    Rule("POST", "/v1/words/practice", Who.USER),
    Rule("DELETE", "/v1/words/practice", Who.USER),
    Rule("GET", "/v1/words/proposals", Who.USER),
    Rule("POST", "/v1/words/proposals", Who.USER, WORD),
    Rule("POST", "/v1/words/proposals/{number:int}/accept", Who.ADMIN),
    Rule("POST", "/v1/words/proposals/{number:int}/refuse", Who.USER),
    Rule("GET", "/v1/words/{word_id:int}", Who.USER),
    Rule("PATCH", "/v1/words/{word_id:int}", Who.ADMIN, WORD),
    Rule("DELETE", "/v1/words/{word_id:int}", Who.ADMIN),
    Rule("GET", "/v1/words/{word_id:int}/history", Who.USER),
)

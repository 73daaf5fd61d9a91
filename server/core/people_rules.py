"""The rules of routes about people, their wishes and the audit; `trust.py` has them, too."""

from server.core.rule import Rule, Who

PEOPLE_RULES: tuple[Rule, ...] = (
    Rule("GET", "/v1/users", Who.USER),
    Rule("POST", "/v1/users", Who.ADMIN_SESSION),
    Rule("GET", "/v1/users/news", Who.USER),
    Rule("PUT", "/v1/users/me/password", Who.SESSION),
    Rule("GET", "/v1/users/wishes", Who.USER),
    Rule("POST", "/v1/users/wishes", Who.SESSION),
    Rule("POST", "/v1/users/wishes/seen", Who.SESSION),
    Rule("PUT", "/v1/users/wishes/{number:int}", Who.ADMIN_SESSION),
    Rule("PATCH", "/v1/users/{name}", Who.ADMIN_SESSION),
    Rule("DELETE", "/v1/users/{name}", Who.ADMIN_SESSION),
    Rule("POST", "/v1/tokens", Who.SESSION),
    Rule("GET", "/v1/audit", Who.ADMIN),
    Rule("GET", "/v1/audit/kinds", Who.ADMIN),
)
"""Whoever holds a token only, however mighty, changes no people: a person does, on the page."""

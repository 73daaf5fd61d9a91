"""Rules of signing in, and of one's own sessions and account elsewhere."""

from server.core.rule import Rule, Who

ACCOUNT_RULES: tuple[Rule, ...] = (
    Rule("POST", "/v1/session", Who.PUBLIC),
    Rule("GET", "/v1/session", Who.PUBLIC),
    Rule("DELETE", "/v1/session", Who.SESSION),
    Rule("GET", "/v1/session/google", Who.PUBLIC),
    Rule("POST", "/v1/session/google", Who.SESSION),
    Rule("DELETE", "/v1/session/google", Who.SESSION),
    Rule("GET", "/v1/session/google/back", Who.PUBLIC),
    Rule("GET", "/v1/sessions", Who.SESSION),
    Rule("DELETE", "/v1/sessions", Who.SESSION),
    Rule("DELETE", "/v1/sessions/{session_id:int}", Who.SESSION),
)

"""The rules of routes about comments; `trust.py` has them among its own: they are the owner's."""

from server.core.rule import LONG_QUESTION, Rule, Who

ONE = "/v1/comments/{comment_id}"

COMMENT_RULES: tuple[Rule, ...] = (
    Rule("GET", "/v1/comments", Who.ADMIN),
    Rule("GET", "/v1/comments/counts", Who.ADMIN),
    Rule("GET", "/v1/comments/news", Who.ADMIN),
    Rule("POST", "/v1/comments/topic", Who.ADMIN),
    Rule("GET", ONE, Who.ADMIN),
    Rule("POST", ONE + "/draft", Who.ADMIN),
    Rule("PUT", ONE + "/reply", Who.ADMIN, LONG_QUESTION),
    Rule("POST", ONE + "/approve", Who.ADMIN, LONG_QUESTION),
    Rule("POST", ONE + "/reject", Who.ADMIN),
    Rule("POST", ONE + "/reopen", Who.ADMIN),
    Rule("POST", ONE + "/sent", Who.ADMIN),
)

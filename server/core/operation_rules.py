"""Who may use the routes of how the server is run: its services, its chores, newer versions."""

from server.core.rule import Rule, Who

OPERATION_RULES: tuple[Rule, ...] = (
    Rule("GET", "/v1/services", Who.ADMIN),
    # What starts, stops and does things is asked for by a person on the page, never by a token.
    Rule("POST", "/v1/services/{name}/{action}", Who.ADMIN_SESSION),
    Rule("GET", "/v1/steps", Who.ADMIN),
    Rule("GET", "/v1/steps/events", Who.ADMIN),
    Rule("DELETE", "/v1/steps/running", Who.ADMIN_SESSION),
    Rule("POST", "/v1/steps/{task}", Who.ADMIN_SESSION),
    Rule("GET", "/v1/updates", Who.ADMIN),
    Rule("POST", "/v1/updates", Who.ADMIN_SESSION),
)

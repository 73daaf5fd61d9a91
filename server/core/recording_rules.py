"""The rules of routes about recordings and their files; `trust.py` has them among its own."""

from server.core.rule import LONG_QUESTION, PIECE, Rule, Who

HELD = "/v1/recordings/performances/{performance_id}"

RECORDING_RULES: tuple[Rule, ...] = (
    Rule("GET", "/v1/recordings", Who.USER),
    Rule("POST", "/v1/recordings", Who.USER),
    Rule("GET", "/v1/recordings/performances", Who.USER),
    Rule("POST", "/v1/recordings/performances", Who.USER),
    Rule("GET", "/v1/recordings/performances/news", Who.USER),
    Rule("GET", HELD, Who.USER),
    Rule("PATCH", HELD, Who.USER),
    Rule("DELETE", HELD, Who.USER),
    Rule("GET", HELD + "/edits", Who.USER),
    Rule("GET", HELD + "/analysis", Who.USER),
    Rule("POST", HELD + "/analysis", Who.USER),
    Rule("POST", HELD + "/remarks", Who.USER),
    Rule("PATCH", HELD + "/remarks/{remark_id:int}", Who.USER),
    Rule("DELETE", HELD + "/remarks/{remark_id:int}", Who.USER),
    Rule("PUT", HELD + "/score", Who.USER),
    Rule("PUT", HELD + "/topics", Who.ADMIN),
    Rule("POST", HELD + "/tracks", Who.USER),
    Rule("PATCH", HELD + "/tracks/{track_id:int}", Who.USER),
    Rule("DELETE", HELD + "/tracks/{track_id:int}", Who.USER),
    Rule("GET", HELD + "/tracks/{track_id:int}/file", Who.USER),
    Rule("POST", HELD + "/takes", Who.USER),
    Rule("POST", HELD + "/takes/find", Who.USER, LONG_QUESTION),
    Rule("PATCH", HELD + "/takes/{take_id:int}", Who.USER),
    Rule("DELETE", HELD + "/takes/{take_id:int}", Who.USER),
    Rule("PUT", HELD + "/takes/{take_id:int}/score", Who.USER),
    Rule("PUT", HELD + "/takes/{take_id:int}/topics", Who.ADMIN),
    Rule("POST", HELD + "/transcript", Who.USER),
    Rule("PATCH", HELD + "/transcript/{line_id:int}", Who.USER, LONG_QUESTION),
    Rule("GET", "/v1/recordings/{recording_id}", Who.USER),
    Rule("PATCH", "/v1/recordings/{recording_id}", Who.USER, PIECE),
    Rule("GET", "/v1/recordings/{recording_id}/media", Who.USER),
    Rule("DELETE", "/v1/recordings/{recording_id}", Who.USER),
    Rule("PUT", "/v1/recordings/{recording_id}/name", Who.USER),
    Rule("GET", "/v1/recordings/{recording_id}/file", Who.USER),
)

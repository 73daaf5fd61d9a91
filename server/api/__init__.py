"""Thin routers: parse, one service call, reply."""

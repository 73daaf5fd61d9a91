"""The bars of trust: what it refuses, and what it costs."""

from benchmarks.bar import Bar, Benchmark, after

TRUST = (
    Benchmark(
        "refusals.py",
        "what must be refused, tried on the whole server",
        (
            Bar("tried", ">", 20_000, after("all of it")),
            Bar("let through", "=", 0, after("all of it", 3)),
        ),
    ),
    Benchmark(
        "trust_cost.py",
        "what believing proxies and counting requests cost a request",
        (
            Bar("counting by address, p50 µs", "<", 5, after("counting, by address")),
            Bar("counting by token, p50 µs", "<", 5, after("counting, by token")),
            Bar("proxies, p50 µs", "<", 5, after("proxies, by one")),
        ),
    ),
)

"""The benchmarks of chat and its library by name, and the bars they are held against."""

from benchmarks.bar import Bar, Benchmark, after

CHAT = (
    Benchmark(
        "load_rescan.py",
        "10,000 files looked through again, in which nothing changed",
        (Bar("seconds", "≤", 2, after("looked through again, median")),),
    ),
    Benchmark(
        "answer_overhead.py",
        "what the server adds to a model: to the first token, and to a stop",
        (
            Bar("ms more to the first token, p50", "≤", 3, after("chat/completions", 3)),
            Bar("ms more to the first token, p99", "≤", 8, after("chat/completions", 4)),
            Bar("ms more with topics, p50", "≤", 15, after("with topics", 3)),
            Bar("ms more with topics, p99", "≤", 40, after("with topics", 4)),
            Bar("ms until the model stops, p99", "≤", 50, after("left until the model stops", 2)),
        ),
    ),
    Benchmark(
        "cancels.py",
        "1,000 answers left in the middle: what reaches the model, what the server keeps",
        (
            Bar("cancels that never reached the model", "=", 0, after("never reached the model")),
            Bar(
                "ms until the model stops, p99",
                "≤",
                50,
                after("left until the model stops, ms, p99", 1),
            ),
            Bar("MB more after 1,000", "≤", 5, after("memory grown, MB")),
            Bar("open files more after 1,000", "≤", 2, after("open files grown")),
        ),
    ),
    Benchmark(
        "inquiries.py",
        "1,000,000 inquiries of 1,000 topics: lists, words, counts, what would be let go",
        (
            Bar("the newest, p95 ms", "<", 200, after("the newest", 2)),
            Bar("a busy topic, p95 ms", "<", 200, after("a busy topic", 2)),
            Bar("a busy word, p95 ms", "<", 200, after("a busy word", 2)),
            Bar(
                "two busy words and a rare one, p95 ms",
                "<",
                200,
                after("two busy words and a rare one", 2),
            ),
            Bar("counts, p95 ms", "<", 200, after("counts of 30 days", 2)),
            Bar("retention, p95 ms", "<", 200, after("what retention would let go", 2)),
        ),
    ),
    Benchmark(
        "main_text.py",
        "the main text of saved pages, against what people marked",
        (Bar("words, mean F1", ">", 0.98, after("F1: mean")),),
    ),
    Benchmark(
        "retrieval.py",
        "how well passages are found, beside FTS5, MiniLM and plain rank fusion",
        (
            Bar("nDCG@10 with MiniLM", "≥", 0.575, after("ours with MiniLM")),
            Bar("nDCG@10 without a model", "≥", 0.57, after("ours without a model")),
        ),
    ),
    Benchmark("known_items.py", "one thing looked for, by its line, among manuals and packages"),
    Benchmark(
        "retrieval_speed.py",
        "a search of 50,000 passages; embedding, beside Chroma's default",
        (
            Bar("latent topics, 4 topics, p50 ms", "≤", 15, after("latent topics, of 4 topics")),
            Bar("latent topics, 4 topics, p99 ms", "≤", 40, after("latent topics, of 4 topics", 2)),
            Bar("Chroma, 4 topics, p50 ms", "≤", 15, after("vectors in Chroma, of 4 topics")),
            Bar("Chroma, 4 topics, p99 ms", "≤", 40, after("vectors in Chroma, of 4 topics", 2)),
            Bar("40 words, times Chroma's default", "≥", 5, after("40 words", 3)),
            Bar("180 tokens, times Chroma's default", "≥", 1.3, after("180 tokens", 3)),
        ),
    ),
    Benchmark(
        "planted_facts.py",
        "how exactly answers cite what is planted in notes, papers and talks",
        (
            Bar("spans exact, quoted, %", "=", 100, after("the sources quoted", 2)),
            Bar("spans exact, of a model, %", "=", 100, after("told by a model", 2)),
            Bar("facts cited, of a model, %", "=", 100, after("told by a model", 3)),
            Bar("times off, ms", "≤", 1000, after("told by a model", 5)),
        ),
    ),
    Benchmark(
        "taste.py",
        "a taste learnt from 100 ratings: what it says of the rest, and how long that takes",
        (
            Bar("rank correlation, generated", "≥", 0.6, after("generated passages", 4)),
            Bar("rank correlation, pages", "≥", 0.6, after("pages  ", 4)),
            Bar(
                "rank correlation, pages, no site", "≥", 0.6, after("pages without their site  ", 4)
            ),
            Bar("ms to learn from 1,000", "<", 5000, after("learnt from 1,000 and held out")),
            Bar("ms to order 10,000, p95", "<", 50, after("10,000 put in order", 2)),
            Bar("ms of the route's whole way, p95", "<", 50, after("route, list asked again", 2)),
            Bar("ms of it after a rating, p95", "<", 50, after("route, after a rating", 2)),
        ),
    ),
    Benchmark(
        "dictionary.py",
        "100,000 words of the dictionary, found by keys, sound and meaning",
        (Bar("the slowest kind of search, p95 ms", "<", 50, after("slowest p95")),),
    ),
    Benchmark(
        "backups.py",
        "a store of 1 GB copied while another process writes, and restored to try it",
        (
            Bar("transactions lost", "=", 0, after("transactions lost")),
            Bar("transactions in half", "=", 0, after("transactions in half")),
        ),
    ),
    Benchmark(
        "conversation.py",
        "a conversation by voice: end of speech to the answer's first sound, and to silence",
        (
            Bar("first sound, ms over the model's own", "≤", 400, after("end of speech")),
            Bar("silence, p95 ms", "≤", 100, after("interrupted to silence", 2)),
            Bar("the model stops, p95 ms", "≤", 150, after("interrupted until the model", 2)),
        ),
    ),
    Benchmark(
        "comment_listing.py",
        "10,000 comments on the channel's videos read over HTTP, and a step where nothing is new",
        (
            Bar("listed and sorted, s", "<", 60, after("10,000 comments listed, sorted and kept")),
            Bar("an idle step, s", "<", 2, after("a step where nothing is new")),
            Bar("an idle step, units of quota", "≤", 3, after("a step where nothing is new", 2)),
        ),
    ),
)

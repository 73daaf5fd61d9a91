"""What a number costs in keys: 1 to 99 and more, in decimal and in binary digits."""

from collections.abc import Callable

from server.core.language import Numbers
from server.core.values import press

END_MARK = 13


def decimal(number: int) -> list[int]:
    """Play a number's decimal digits, the last one marked."""
    *more, last = (int(digit) for digit in str(number))
    return [*(digit + 1 for digit in more), last + END_MARK]


def binary(number: int) -> list[int]:
    """Play a number's powers of two, the last one marked."""
    *more, last = (power for power in range(10) if number >> power & 1)
    return [*(power + 1 for power in more), last + END_MARK]


WAYS: tuple[tuple[Numbers, Callable[[int], list[int]]], ...] = (
    ("decimal", decimal),
    ("binary", binary),
)


def main() -> None:
    """Print the mean keys; each number is checked to be heard as itself."""
    ranges = (("1–9", range(1, 10)), ("1–99", range(1, 100)), ("1–999", range(1, 1000)))
    print("numbers: mean keys")
    for name, play in WAYS:
        for title, numbers in ranges:
            for number in numbers:
                heard = press("number", play(number), name)
                assert heard == ("done", number), (number, heard)
            mean = sum(len(play(number)) for number in numbers) / len(numbers)
            bar = "   (bar: 1.9)" if (name, title) == ("decimal", "1–99") else ""
            print(f"  {name:<8} {title:<6} {mean:.3f}{bar}")


if __name__ == "__main__":
    main()

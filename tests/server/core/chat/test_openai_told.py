"""What servers with OpenAI's API tell, well or ill."""

import json

import pytest

from server.core.chat.models import End, Piece
from server.core.chat.openai_told import LONGEST_LINE, Answer, Lines, models_of, problem_of, rows_of
from server.core.errors import UnavailableError


def data(told: object) -> str:
    """Write a line of an event."""
    return f"data: {json.dumps(told)}"


def test_lines_come_in_pieces() -> None:
    """Wherever they are cut, in the middle of a letter, too."""
    lines = Lines()
    whole = "data: ü\r\n\ndata: b\n".encode()
    told = [line for at in range(len(whole)) for line in lines.feed(whole[at : at + 1])]

    assert told == ["data: ü", "", "data: b"]


def test_a_line_without_end_is_refused() -> None:
    """Memory is not filled by whoever answers."""
    with pytest.raises(UnavailableError, match="without end"):
        Lines().feed(b"x" * (LONGEST_LINE + 1))


def test_an_answer_is_heard() -> None:
    """Its texts, its reason, what was counted; names, comments and thoughts are passed over."""
    answer = Answer()
    told = [
        answer.heard(line)
        for line in (
            ": hello", "event: message", "", data({"choices": [{"delta": {"role": "assistant"}}]}),
            data({"choices": [{"delta": {"reasoning_content": "hm"}}]}),
            data({"choices": [{"delta": {"content": "Yes"}, "finish_reason": None}]}),
            data({"choices": [{"delta": {}, "finish_reason": "length"}]}),
            data({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 1}}),
            "data: [DONE]",
        )
    ]  # fmt: skip

    assert [one for one in told if one] == [Piece("Yes")]
    assert answer.done
    assert answer.end() == End("length", 3, 1)


@pytest.mark.parametrize("line", [data({"error": {"message": "no"}}), 'error: {"message": "no"}'])
def test_an_error_in_a_stream_is_told(line: str) -> None:
    """In either form that servers write."""
    with pytest.raises(UnavailableError, match="says: no"):
        Answer().heard(line)


@pytest.mark.parametrize(
    "told",
    [
        {"choices": "x"}, {"choices": ["x"]}, {"choices": [{"delta": "x"}]}, {"usage": 3},
        {"choices": [{"delta": {"content": 3}}]}, {},
    ],
)  # fmt: skip
def test_what_is_no_answer_says_nothing(told: object) -> None:
    """Whatever a server makes up."""
    answer = Answer()

    assert answer.heard(data(told)) is None
    assert answer.end() == End()


@pytest.mark.parametrize("line", ["data: {", "data: [1]", "data: 3"])
def test_what_cannot_be_read_is_an_error(line: str) -> None:
    """That who reads the stream takes for a broken one."""
    with pytest.raises((ValueError, TypeError)):
        Answer().heard(line)


def test_a_problem_is_a_sentence() -> None:
    """From each form in which servers tell one."""
    forms = ['{"error": {"message": "no"}}', '{"error": "no"}', '{"message": "no"}', "no", '"no"']

    assert [problem_of(form) for form in forms] == ["no"] * 5


def test_models_are_listed_by_name() -> None:
    """Loaded where their server says so, or says nothing."""
    told = [
        {"id": "b", "meta": {"size": 5}, "status": {"value": "unloaded"}},
        {"id": "A", "meta": {"size": 5}, "status": {"value": "loaded"}, "created": 2},
        {"id": "c-embed", "meta": None, "created": "x"},
        {"id": 3},
        "x",
    ]
    found = models_of({"data": told})

    assert [(one.name, one.loaded, one.embeds, one.changed) for one in found] == [
        ("A", 5, False, 2000), ("b", 0, False, 0), ("c-embed", 0, True, 0),
    ]  # fmt: skip
    with pytest.raises(TypeError):
        models_of({"data": {}})


@pytest.mark.parametrize(
    "told", [{}, {"data": [{}]}, {"data": [{"embedding": ["x"]}]}, {"data": [1]}, []]
)
def test_vectors_that_are_none_are_an_error(told: object) -> None:
    """Each text has one, of numbers."""
    with pytest.raises((ValueError, KeyError)):
        rows_of(told, 1)

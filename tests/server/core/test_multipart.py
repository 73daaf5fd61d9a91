"""Forms are read alike however they come, whole or broken."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.errors import InvalidError
from server.core.multipart import Data, MultipartReader, Part, boundary_of

BOUNDARY = "Xx"


def body(*parts: tuple[str, bytes]) -> bytes:
    """Write a form of these headers and contents."""
    each = (
        f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts
    )
    return b"".join(each) + f"--{BOUNDARY}--\r\n".encode()


def disposed(name: str, filename: str | None = None) -> str:
    """Write the header of a part."""
    file = f'; filename="{filename}"' if filename is not None else ""
    return f'Content-Disposition: form-data; name="{name}"{file}'


def read(data: bytes, *cuts: int) -> list[tuple[Part, bytes]]:
    """Read a body in pieces, and join the bytes of each part."""
    reader, found = MultipartReader(BOUNDARY), list[tuple[Part, bytes]]()
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    for begin, end in pairwise(places):
        for told in reader.feed(data[begin:end]):
            if isinstance(told, Data):
                part, content = found.pop()
                found.append((part, content + told.content))
            else:
                found.append((told, b""))
    reader.end()
    return found


CONTENTS = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"\r\n--Xx", b"\r\n--X", b"\r", b"\r\n", b"--Xx--", b"\r\n--Xy\r\n", b"-"]),
)


@given(st.lists(CONTENTS, max_size=4), st.lists(st.integers(0, 900), max_size=12))
def test_any_content_in_any_pieces(contents: list[bytes], cuts: list[int]) -> None:
    """What was put in comes out, wherever the body is cut; only the boundary itself cannot be."""
    contents = [each for each in contents if b"\r\n--Xx" not in b"\r\n" + each]
    names = [f"field{number}" for number in range(len(contents))]
    data = body(*((disposed(name), each) for name, each in zip(names, contents, strict=True)))

    assert read(data, *cuts) == [
        (Part(name, None), each) for name, each in zip(names, contents, strict=True)
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_form_or_are_refused(data: bytes) -> None:
    """Nothing but `InvalidError` comes of what is no form."""
    reader = MultipartReader(BOUNDARY)
    try:
        list(reader.feed(b"--Xx\r\n" + data))
        reader.end()
    except InvalidError:
        return


def test_a_file_among_fields() -> None:
    """A file has its name, which may be written in any letters; other headers are passed over."""
    head = f"Content-Type: audio/wav\r\n{disposed('file', 'Grüße.wav')}\r\nX-Other: 1"
    found = read(b"preamble\r\n" + body((head, b"RIFF"), (disposed("a[]"), b"word")) + b"epilogue")

    assert found == [(Part("file", "Grüße.wav"), b"RIFF"), (Part("a[]", None), b"word")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cut off"),
        (b"no form at all", "cut off"),
        (body((disposed("a"), b"x"))[:-6], "cut off"),
        (b"--Xx\r\nContent-Type: a/b\r\n\r\n", "no name"),
        (b"--Xx\r\nContent-Disposition: attachment; name=a\r\n\r\n", "no name"),
        (b"--Xx\r\nX: " + b"y" * 9000, "too long"),
        (b"--Xx and more", "behind a boundary"),
    ],
)
def test_broken_forms_are_refused(data: bytes, said: str) -> None:
    """Each with what is wrong."""
    with pytest.raises(InvalidError, match=said):
        read(data)


def test_memory_is_bounded() -> None:
    """Of a long part nearly all is given at once; a few bytes that may be a boundary wait."""
    reader = MultipartReader(BOUNDARY)
    list(reader.feed(body((disposed("file", "a"), b""))[:-12]))
    given_back = sum(
        len(told.content)
        for _ in range(100)
        for told in reader.feed(b"\r\n--X" * 1000)
        if isinstance(told, Data)
    )

    assert given_back > 100 * 5000 - 20


@pytest.mark.parametrize(
    ("header", "boundary"),
    [
        ("multipart/form-data; boundary=abc", "abc"),
        ('Multipart/Form-Data; charset=utf-8; boundary="a b"', "a b"),
    ],
)
def test_boundary(header: str, boundary: str) -> None:
    """The boundary may be quoted, among other parameters."""
    assert boundary_of(header) == boundary


@pytest.mark.parametrize(
    "header",
    ["", "application/json", "multipart/form-data", "multipart/mixed; boundary=a",
     "multipart/form-data; boundary=", 'multipart/form-data; boundary="a\tb"',
     "multipart/form-data; boundary=" + "a" * 71, "multipart/form-data; boundary=ü"],
)  # fmt: skip
def test_no_boundary(header: str) -> None:
    """What names none, or an impossible one, is refused."""
    with pytest.raises(InvalidError):
        boundary_of(header)

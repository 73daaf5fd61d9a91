"""Everything that ships, or is installed to run it, is under a license that fits ours."""

import sys
from importlib.metadata import PackageNotFoundError

import pytest

from scripts.licenses import SHIPPED, TARGET, fits, license_of, packages, text
from tests.fences.tree import ROOT, tracked


def test_the_page_is_as_it_is_installed() -> None:
    """What docs/licenses.md says is what the script would write."""
    if sys.platform != "linux" or sys.version_info[:2] != (3, 11):
        pytest.skip("other systems, and other versions of Python, install other packages")
    try:
        written = text()
    except PackageNotFoundError as missing:
        pytest.skip(f"{missing} is not installed")
    assert TARGET.read_text(encoding="utf-8") == written, "python scripts/licenses.py writes it"


def test_all_of_them_fit() -> None:
    """No package and nothing in the repository is under a license that GPL-3 cannot take in."""
    assert [one.metadata["Name"] for one in packages() if not fits(license_of(one))] == []
    assert [one.path for one in SHIPPED if not fits(one.license)] == []


def test_what_others_made_is_listed() -> None:
    """Each folder of copies, and the sounds, with the notice that lies there."""
    vendored = {name.split("/")[2] for name in tracked() if name.startswith("extension/vendor/")}

    assert {f"extension/vendor/{name}" for name in vendored} <= {one.path for one in SHIPPED}
    assert [one.path for one in SHIPPED if not (ROOT / one.notice).is_file()] == []


@pytest.mark.parametrize(
    ("license_", "good"),
    [("MIT", True), ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True), ("unknown", False),
     ("MPL-2.0 AND (Apache-2.0 OR MIT)", True), ("GPL-2.0-only", False),
     ("MIT AND SSPL-1.0", False), ("Proprietary", False), ("CC-BY-NC-4.0", False),
     ("MIT; Apache-2.0", True), ("", False)],
)  # fmt: skip
def test_fits(license_: str, good: bool) -> None:
    """One of those that one may choose of is enough; all that come together must."""
    assert fits(license_) is good

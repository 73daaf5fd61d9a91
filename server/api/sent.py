"""What requests may carry: JSON that means what it says, and numbers that have ends.

A number without an end would meet the database's own, which breaks in place of refusing, and a
`false` where a number belongs is somebody's mistake, not 0.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
"""An id, a version, a count: four bytes."""
Long = Annotated[int, Field(ge=-62_000_000_000_000, le=253_000_000_000_000)]
"""Milliseconds of the years 5 to 9987, or bytes of a file."""
Real = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False)]
"""A number with a fraction."""


class Sent(BaseModel):
    """A JSON body, or a part of one: what is a text there is no number here."""

    model_config = ConfigDict(strict=True)

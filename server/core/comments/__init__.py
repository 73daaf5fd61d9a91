"""Comments on the owner's videos, and the replies to them."""

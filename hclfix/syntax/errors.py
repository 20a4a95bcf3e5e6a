"""What is wrong with a text that Terraform would not read."""

from __future__ import annotations


class HclSyntaxError(ValueError):
    """A text is not HCL.

    ``message`` is a plain sentence without place; ``offset`` is where in the text (code points). The document knows
    the path and turns the offset into a line and a column.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset

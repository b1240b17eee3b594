"""What a replay found.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from typing import Any, Literal

from ..items import Answer, Field, Item, a_value, as_it_is, items_of

__all__ = ["Difference", "Replayed"]


class Replayed(Answer):
    """Whether a recorded answer would be given today."""

    answer: Field[Literal["replay"]] = a_value("`replay`.")
    differences: Field[tuple[Difference, ...]] = items_of("Difference", "Where the two differ.")
    same: Field[bool] = a_value("Whether it would.")


class Difference(Item):
    """Where a recorded answer and today's differ. `null` stands for what is not there."""

    at: Field[str] = a_value("The place in the answer, a JSON pointer.")
    now: Field[Any] = as_it_is("What is answered today.")
    was: Field[Any] = as_it_is("What was recorded.")

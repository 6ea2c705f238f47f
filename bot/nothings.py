"""What came as JSON, without what it says nothing of."""

from __future__ import annotations

from typing import Any


def without_nothings(said: Any) -> Any:  # noqa: ANN401 - anything that JSON can say
    """Leave out whatever is nothing, however deep it stands."""
    if isinstance(said, dict):
        return {name: without_nothings(each) for name, each in said.items() if each is not None}
    if isinstance(said, list):
        return [without_nothings(each) for each in said]
    return said

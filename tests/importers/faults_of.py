"""Read what cannot be read, and give what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import Unreadable
from bot.importers import read

if TYPE_CHECKING:
    from bot.errors import Fault


def faults_of(data: bytes | str, name: str = "") -> tuple[Fault, ...]:
    """Give every fault of a file; a fault that leaves a name unfilled fails here."""
    with pytest.raises(Unreadable) as caught:
        read(data.encode() if isinstance(data, str) else data, name)
    for fault in caught.value.faults:
        assert str(fault.what)
        assert str(fault.remedy)
    return caught.value.faults


def told(data: bytes | str) -> list[tuple[int, int, str, str]]:
    """Give every fault as line, column, what and remedy."""
    return [
        (fault.line, fault.column, str(fault.what), str(fault.remedy)) for fault in faults_of(data)
    ]


def only(data: bytes | str, name: str = "") -> str:
    """Give the one sentence with which a file is refused."""
    (fault,) = faults_of(data, name)
    return str(fault.what)

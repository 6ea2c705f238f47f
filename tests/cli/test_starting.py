"""The program while it starts."""

from __future__ import annotations

import pytest

from bot.__main__ import main


def test_who_stops_it_while_it_loads_is_shown_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.streams.steady", stopped)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 130
    assert capsys.readouterr() == ("", "")

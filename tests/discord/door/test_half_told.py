"""What is filled in on Discord outlives a form that could not be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord import asking
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.world import Channel


@pytest.mark.usefixtures("door")
async def test_a_form_with_no_probability_is_filled_in_when_one_goes_on(
    channel: Channel, editor: Person
) -> None:
    form = await editor.gives("addstory", channel)
    for opens, filled in (
        ("What happened, in a sentence or two?", {"text": "Ferry sinks off Lorrin"}),
        ("No more facts", {}),
        ("No more narratives", {"said": "The state failed."}),
    ):
        told = await editor.fills(form, **filled)
        form = await editor.presses(told.messages[0], opens)
    told = await editor.fills(form, said="It is raised.", probability="often")
    assert "“often” is no probability." in shown(told.messages[0])
    await editor.gives("topics", channel)
    again = await editor.gives("addstory", channel)
    form = await editor.presses(again.messages[0], "Go on")
    there = {each["custom_id"]: each.get("value", "") for each in asking.inputs(form.data)}
    assert (there["said"], there["probability"]) == ("It is raised.", "often")

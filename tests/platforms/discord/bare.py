"""The smallest bot that one writes with discord.py: nothing of it is ours."""

from __future__ import annotations

from asyncio import Event
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

if TYPE_CHECKING:
    from discord import Interaction


class Bare(discord.AutoShardedClient):
    """A bot with a few commands.

    Args:
        curious: whether it wants to read what people write.
        more: options of the library.

    Attributes:
        came: set once it was told that it is ready.
        resumed: how often it was told that it is back.
    """

    def __init__(self, *, curious: bool = False, **more: Any) -> None:  # noqa: ANN401 - any option of the library
        intents = discord.Intents(guilds=True, message_content=curious)
        mentions = discord.AllowedMentions.none()
        super().__init__(
            intents=intents, allowed_mentions=mentions, guild_ready_timeout=0.05, **more
        )
        self.came = Event()
        self.resumed = 0
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(hello)
        self.tree.add_command(think)
        self.tree.add_command(write)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def on_ready(self) -> None:
        """Note that it is ready."""
        self.came.set()

    async def on_resumed(self) -> None:
        """Note that it is back."""
        self.resumed += 1

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once, whatever was before."""


class Buttons(ui.View):
    """A button that counts."""

    @ui.button(label="Once more", custom_id="more")
    async def more(self, interaction: Interaction, _: ui.Button[Buttons]) -> None:
        """Change what stands there."""
        await interaction.response.edit_message(content="Hello once more")


class Page(ui.LayoutView):
    """A page of components."""

    def __init__(self) -> None:
        super().__init__()
        row: ui.ActionRow[Page] = ui.ActionRow()
        row.add_item(ui.Button(label="Source", url="https://post.example/1"))
        self.add_item(ui.Container(ui.TextDisplay("Here it is"), ui.Separator(), row))


class Form(ui.Modal, title="Write"):
    """Something to fill in."""

    text: ui.TextInput[Form] = ui.TextInput(label="Text", custom_id="text", max_length=20)

    async def on_submit(self, interaction: Interaction) -> None:
        """Say it back."""
        await interaction.response.send_message(f"You wrote: {self.text.value}", ephemeral=True)


@app_commands.command(description="Says hello.")
async def hello(interaction: Interaction, name: str = "you") -> None:
    """Answer at once, with a button."""
    await interaction.response.send_message(f"Hello {name}", view=Buttons())


@hello.autocomplete("name")
async def _names(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=each.title(), value=each) for each in (typed, "world")]


@app_commands.command(description="Answers after a while.")
async def think(interaction: Interaction) -> None:
    """Say first that it takes a while."""
    await interaction.response.defer(ephemeral=True)
    await interaction.followup.send(view=Page())


@app_commands.command(description="Takes a text.")
async def write(interaction: Interaction) -> None:
    """Bring the form."""
    await interaction.response.send_modal(Form())

"""Buttons, forms, selects and commands on the loopback, with the plain library."""

from typing import Any, Self, cast

import discord
import pytest
from discord import app_commands, ui

from tests.loopback import LoopbackDiscord, NotPossibleError, Person
from tests.loopback.listening import Listening, intents, running


class Panel(ui.View):
    """A permanent view: one button that answers, one that opens a form."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="What's okay here?", custom_id="okay")
    async def okay(self, interaction: discord.Interaction, _button: ui.Button[Self]) -> None:
        bits = interaction.permissions.manage_threads
        await interaction.response.send_message(f"only you: {bits}", ephemeral=True)

    @ui.button(label="Report", custom_id="report")
    async def report(self, interaction: discord.Interaction, _button: ui.Button[Self]) -> None:
        await interaction.response.send_modal(Report(custom_id=f"report:{interaction.user.id}"))

    @ui.select(cls=ui.UserSelect, custom_id="who", max_values=2)
    async def who(self, interaction: discord.Interaction, select: ui.UserSelect[Self]) -> None:
        names = ", ".join(sorted(user.name for user in select.values))
        await interaction.response.edit_message(content=f"chosen: {names}", view=None)


class Report(ui.Modal, title="Report"):
    """A form in the newer layout: a text field and a select, each under a label."""

    words: ui.Label[Self] = ui.Label(
        text="Words", component=ui.TextInput(custom_id="words", max_length=20, required=False)
    )
    kind: ui.Label[Self] = ui.Label(
        text="Kind",
        component=ui.Select(
            custom_id="kind",
            options=[
                discord.SelectOption(label="Rude", value="rude"),
                discord.SelectOption(label="Else", value="else"),
            ],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        words = cast("ui.TextInput[Self]", self.words.component).value
        kind = cast("ui.Select[Self]", self.kind.component).values
        await interaction.response.send_message(f"{kind[0]}: {words}", ephemeral=True)


class Numbered(ui.DynamicItem[ui.Button[ui.View]], template=r"case:(?P<number>\d+):ack"):
    """A button whose state lies in its id."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label="I'm on it", custom_id=f"case:{number}:ack"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, _interaction: object, _item: object, match: Any) -> Self:  # noqa: ANN401
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send(f"case {self.number} is yours", ephemeral=True)


class TestPressing:
    async def test_a_permanent_button_answers_after_a_restart(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        async with running(server, first := Listening()):
            await first.channel(server.general).send("panel", view=Panel())
        panel = server.by_bot(server.general)[0]
        second = Listening()
        second.add_view(Panel())
        async with running(server, second):
            pressed = await server.answer(server.press(panel, "okay", robin))
            moderator = server.add_person("mo", permissions=discord.Permissions(manage_threads=True))
            by_label = await server.answer(server.press_label(panel, "What's okay here?", moderator))
        assert pressed.texts == ["only you: False"]
        assert by_label.texts == ["only you: True"]
        assert pressed.only_visible_to_person
        assert server.messages(server.general) == [panel]

    async def test_a_form_is_opened_filled_in_and_answered(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        client.add_view(Panel())
        await client.channel(server.general).send("panel", view=Panel())
        opened = await server.answer(server.press(server.by_bot(server.general)[0], "report", robin))
        with pytest.raises(NotPossibleError):
            server.submit(opened, {"words": "no kind was chosen"})
        with pytest.raises(NotPossibleError):
            server.submit(opened, {"kind": ["unknown"]})
        sent = server.submit(f"report:{robin.id}", {"words": "they were rude", "kind": ["rude"]}, robin)
        await server.answer(sent)
        assert sent.texts == ["rude: they were rude"]

    async def test_a_select_of_people_edits_the_message_it_is_on(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        await client.channel(server.general).send("panel", view=Panel())
        message = server.by_bot(server.general)[0]
        await server.answer(server.choose(message, "who", [robin, server.owner], robin))
        assert message.content == "chosen: Owner, robin"
        with pytest.raises(NotPossibleError, match="no 'who' here"):
            server.choose(message, "who", [robin], robin)

    async def test_state_in_the_id_of_a_button_and_a_deferred_answer(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        client.add_dynamic_items(Numbered)
        await client.channel(server.general).send("case", view=ui.View().add_item(Numbered(42)))
        pressed = server.press(server.by_bot(server.general)[0], "case:42:ack", robin)
        assert await server.words(pressed) == "case 42 is yours"
        assert pressed.only_visible_to_person

    async def test_the_newer_layout_is_read_and_pressed(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        async def thank(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("thank you")

        button: ui.Button[ui.LayoutView] = ui.Button(label="Thanks", custom_id="thanks")
        button.callback = thank  # type: ignore[method-assign]
        section: ui.Section[ui.LayoutView] = ui.Section("Be kind.", accessory=button)
        await client.channel(server.general).send(view=ui.LayoutView().add_item(ui.Container(section)))
        pressed = await server.answer(server.press(server.by_bot(server.general)[0], "thanks", robin))
        assert pressed.texts == ["thank you"]
        assert not pressed.only_visible_to_person
        assert server.by_bot(server.general)[-1].content == "thank you"

    async def test_a_late_answer_and_a_second_answer_are_refused(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        codes: list[int] = []

        async def answer(interaction: discord.Interaction) -> None:
            for _ in range(2):
                try:
                    await interaction.response.send_message("here")
                except discord.HTTPException as refused:
                    codes.append(refused.code)
                interaction.response._response_type = None

        view = ui.View(timeout=None)
        button: ui.Button[ui.View] = ui.Button(label="Go", custom_id="go")
        button.callback = answer  # type: ignore[method-assign]
        await client.channel(server.general).send("panel", view=view.add_item(button))
        server.press(server.by_bot(server.general)[0], "go", robin)
        await server.wait_until(lambda: codes == [40060])
        server.press(server.by_bot(server.general)[0], "go", robin).expired = True
        await server.wait_until(lambda: codes == [40060, 10062, 10062])

    async def test_people_press_only_what_they_see(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        client.add_view(Panel())
        greyed: ui.Button[ui.View] = ui.Button(label="Gone", custom_id="gone", disabled=True)
        await client.channel(server.general).send("panel", view=Panel().add_item(greyed))
        panel = server.by_bot(server.general)[0]
        with pytest.raises(NotPossibleError, match="greyed out"):
            server.press(panel, "gone", robin)
        pressed = await server.answer(server.press(panel, "okay", robin))
        with pytest.raises(NotPossibleError):
            server.press(pressed.replies[0], "okay", server.owner)


class TestCommands:
    async def test_slash_commands_with_options_subcommands_and_autocomplete(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        client = Listening()
        cases = app_commands.Group(
            name="case", description="Cases", default_permissions=discord.Permissions(manage_guild=True)
        )

        @cases.command(name="view", description="Show a case")
        async def view(
            interaction: discord.Interaction, number: int, about: discord.Member | None = None
        ) -> None:
            await interaction.response.send_message(f"case {number} about {about}", ephemeral=True)

        @view.autocomplete("number")
        async def numbers(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[int]]:
            return [app_commands.Choice(name=f"case {typed}", value=int(typed))]

        client.tree.add_command(cases)
        async with running(server, client):
            await client.tree.sync()
            offered = server.autocomplete("case view", "number", "4", server.owner)
            await server.answer(offered)
            shown = server.command("case view", {"number": 4, "about": robin}, server.owner)
            await server.answer(shown)
            with pytest.raises(NotPossibleError, match="not offered"):
                server.command("case view", {"number": 4}, robin)
        assert offered.choices == [{"name": "case 4", "value": 4}]
        assert shown.texts == ["case 4 about robin"]

    async def test_a_message_command_brings_the_words_without_the_intent(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        client = Listening(intents(message_content=False))

        @client.tree.context_menu(name="Report message")
        @app_commands.allowed_installs(users=True)
        @app_commands.allowed_contexts(guilds=True, private_channels=True)
        async def report(interaction: discord.Interaction, message: discord.Message) -> None:
            words = f"{interaction.context.private_channel}: {message.content}"
            await interaction.response.send_message(words, ephemeral=True)

        async with running(server, client):
            await client.tree.sync()
            open_words = server.say(server.general, robin, "call me")
            private_words = server.say(server.direct(robin, server.owner), robin, "call me at home")
            first = await server.answer(server.message_command("Report message", open_words, server.owner))
            second = await server.answer(
                server.message_command("Report message", private_words, server.owner)
            )
        assert first.texts == ["False: call me"]
        assert second.texts == ["True: call me at home"]
        assert client.heard == [""]

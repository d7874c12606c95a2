"""Discord's routes for answering interactions, and for webhooks."""

import secrets

from tests.loopback import payloads, refusals
from tests.loopback.changes import Changes
from tests.loopback.drafts import Draft
from tests.loopback.refusals import RefusedError
from tests.loopback.transport import Answer, Call, Route
from tests.loopback.world import (
    EPHEMERAL,
    LOADING,
    Interaction,
    InteractionKind,
    Json,
    Message,
    MessageKind,
    Webhook,
    World,
)

MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ORIGINAL = "@original"


class InteractionRoutes:
    """Answers for `/interactions` and `/webhooks`.

    Ephemeral answers are kept in the world with the one person who sees them; no event tells of them.
    """

    def __init__(self, world: World, changes: Changes) -> None:
        self._world = world
        self._changes = changes

    def table(self) -> list[Route]:
        webhook, message = "/webhooks/{owner}/{token}", "/webhooks/{owner}/{token}/messages/{message}"
        return [
            Route("POST", "/interactions/{interaction}/{token}/callback", self._callback),
            Route("POST", webhook, self._execute),
            Route("GET", message, self._get),
            Route("PATCH", message, self._edit),
            Route("DELETE", message, self._delete),
            Route("GET", "/channels/{place}/webhooks", self._webhooks),
            Route("POST", "/channels/{place}/webhooks", self._make_webhook),
            Route("DELETE", "/webhooks/{owner}", self._remove_webhook),
        ]

    # The first answer.

    def _callback(self, call: Call) -> Answer:
        interaction = self._world.interactions.get(call.id("interaction"))
        if interaction is None or interaction.token != call.path["token"] or interaction.expired:
            raise RefusedError(refusals.UNKNOWN_INTERACTION)
        if interaction.callback is not None:
            raise RefusedError(refusals.ALREADY_ANSWERED)
        kind, data = call.body["type"], call.body.get("data") or {}
        self._take(interaction, kind, data)
        interaction.callback = kind
        return self._callback_answer(interaction, kind)

    def _take(self, interaction: Interaction, kind: int, data: Json) -> None:
        if kind == MESSAGE:
            interaction.original = self._reply(interaction, Draft.from_body(data))
        elif kind == DEFER:
            interaction.original = self._reply(interaction, Draft(flags=data.get("flags", 0) | LOADING))
        elif kind in (DEFER_UPDATE, UPDATE):
            interaction.original = self._pressed_message(interaction)
            if kind == UPDATE:
                self._changes.edit(interaction.original, data)
        elif kind == MODAL:
            self._take_modal(interaction, data)
        elif kind == CHOICES and interaction.kind is InteractionKind.AUTOCOMPLETE:
            interaction.choices = data["choices"]
        else:
            raise RefusedError(refusals.INVALID_BODY)

    def _pressed_message(self, interaction: Interaction) -> Message:
        if interaction.message_id is None:
            raise RefusedError(refusals.INVALID_BODY)
        return self._world.messages[interaction.message_id]

    def _take_modal(self, interaction: Interaction, data: Json) -> None:
        """A form cannot answer a form, has one to five parts and a title of at most 45 characters."""
        fits = 1 <= len(data["components"]) <= 5 and 0 < len(data["title"]) <= 45
        if interaction.kind is InteractionKind.MODAL or not fits:
            raise RefusedError(refusals.INVALID_BODY)
        interaction.modal = data

    def _callback_answer(self, interaction: Interaction, kind: int) -> Json:
        about: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
        original = interaction.original
        if original is None or kind == DEFER_UPDATE:
            return {"interaction": about}
        about |= {
            "response_message_id": str(original.id),
            "response_message_loading": bool(original.flags & LOADING),
            "response_message_ephemeral": bool(original.flags & EPHEMERAL),
        }
        message = payloads.message(self._world, original)
        return {"interaction": about, "resource": {"type": kind, "message": message}}

    def _reply(self, interaction: Interaction, draft: Draft) -> Message:
        """Stores an answer; a public one is told to the bot as any message, even while it is loading."""
        place = self._world.places[interaction.place_id]
        slash = interaction.kind is InteractionKind.COMMAND and interaction.data.get("type") == 1
        message = self._changes.build(
            place,
            self._world.bot,
            draft,
            kind=MessageKind.SLASH_ANSWER if slash else MessageKind.ORDINARY,
            interaction_id=interaction.id,
            only_for=interaction.person_id if draft.flags & EPHEMERAL else None,
        )
        interaction.replies.append(message)
        self._changes.announce(message)
        return message

    # Later answers.

    def _interaction(self, call: Call) -> Interaction:
        token = call.path["token"]
        for interaction in self._world.interactions.values():
            if interaction.token == token and call.path["owner"] == str(self._world.bot.id):
                if interaction.expired:
                    raise RefusedError(refusals.TOKEN_EXPIRED)
                return interaction
        raise RefusedError(refusals.UNKNOWN_WEBHOOK)

    def _execute(self, call: Call) -> Answer:
        """A follow-up, which fills a loading answer first; or a message by a webhook."""
        webhook = self._world.webhooks.get(call.id("owner"))
        if webhook is not None and webhook.token == call.path["token"]:
            return self._execute_webhook(webhook, call.body)
        interaction = self._interaction(call)
        if interaction.callback is None:
            raise RefusedError(refusals.UNKNOWN_WEBHOOK)
        original = interaction.original
        if original is not None and original.flags & LOADING:
            self._fill(original, call.body)
            return payloads.message(self._world, original)
        return payloads.message(self._world, self._reply(interaction, Draft.from_body(call.body)))

    def _fill(self, message: Message, body: Json) -> None:
        Draft.from_body(body)
        was_loading = bool(message.flags & LOADING)
        self._changes.edit(message, body)
        if was_loading:
            message.edited_at = None
            message.versions.clear()

    def _message(self, call: Call) -> Message:
        """The message that an interaction's token reaches: its first answer, or a follow-up."""
        interaction, named = self._interaction(call), call.path["message"]
        if named == ORIGINAL:
            found = interaction.original
        else:
            found = self._world.messages.get(int(named))
            mine = found is not None and (
                found.interaction_id == interaction.id or found is interaction.original
            )
            found = found if mine else None
        if found is None or found.deleted:
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        return found

    def _get(self, call: Call) -> Answer:
        return payloads.message(self._world, self._message(call))

    def _edit(self, call: Call) -> Answer:
        message = self._message(call)
        if message.flags & LOADING:
            self._fill(message, call.body)
        else:
            self._changes.edit(message, call.body)
        return payloads.message(self._world, message)

    def _delete(self, call: Call) -> Answer:
        message = self._message(call)
        message.flags &= ~LOADING
        self._changes.delete(message)
        return None

    # Webhooks.

    def _webhooks(self, call: Call) -> Answer:
        here = call.id("place")
        return [self._show(webhook) for webhook in self._world.webhooks.values() if webhook.place_id == here]

    def _make_webhook(self, call: Call) -> Answer:
        if call.id("place") not in self._world.places:
            raise RefusedError(refusals.UNKNOWN_CHANNEL)
        webhook = Webhook(self._world.new_id(), secrets.token_hex(16), call.id("place"), call.body["name"])
        self._world.webhooks[webhook.id] = webhook
        return self._show(webhook)

    def _remove_webhook(self, call: Call) -> Answer:
        if self._world.webhooks.pop(call.id("owner"), None) is None:
            raise RefusedError(refusals.UNKNOWN_WEBHOOK)
        return None

    def _show(self, webhook: Webhook) -> Json:
        return {
            "id": str(webhook.id),
            "type": 1,
            "guild_id": str(self._world.guild_id),
            "channel_id": str(webhook.place_id),
            "application_id": str(self._world.bot.id),
            "name": webhook.name,
            "avatar": None,
            "token": webhook.token,
        }

    def _execute_webhook(self, webhook: Webhook, body: Json) -> Answer:
        place = self._world.places[webhook.place_id]
        message = self._changes.build(place, self._world.bot, Draft.from_body(body))
        message.webhook_id, message.webhook_name = webhook.id, body.get("username") or webhook.name
        self._changes.announce(message)
        return payloads.message(self._world, message)

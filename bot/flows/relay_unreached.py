"""One side of a relayed chat cannot be reached any more: the chat ends, with kind words for the other one."""

from bot.chats import Ending
from bot.flows.chat_ended import end
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.flows.work import Work
from bot.guide.cards_relay import relay_closed_messages_card, relay_unreachable_card
from bot.store.acts import SendPrivately
from bot.store.chats import Chat
from bot.store.letters import keep_letter


async def unreachable(parts: Parts, work: Work, chat: Chat, person: int) -> None:
    """End the chat of somebody who takes no messages any more; why it ended waits for them under My messages."""
    community = await parts.community(chat.community)
    other = chat.other_than(person)
    to_member = other == chat.member
    if community is None or not chat.is_open:
        return
    wording = parts.wording(community.locale)
    if other is not None:
        card = relay_unreachable_card(wording, community.name, to_member=to_member)
        await work.owe(chat.community, SendPrivately(other, card), about=f"relay_ended:{chat.id}")
    ending = Ending.LISTENER_LEFT if to_member else Ending.MEMBER_LEFT
    await end(parts, work, community, chat, person, ending, gone=frozenset({person}))
    closed = relay_closed_messages_card(wording, community.name)
    await keep_letter(work.connection, work.keys, chat.community, person, dump_card(closed), work.now)

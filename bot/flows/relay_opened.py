"""A relayed chat opens: new names, then the panel to the listener, then to the member, each when the last arrived."""

from bot.chats import RelayFor, State, draw_names
from bot.flows.chat_timed import start_clock
from bot.flows.parts import Parts
from bot.flows.relay_unreached import unreachable
from bot.flows.work import Work
from bot.guide.cards_relay import pseudonym_words, relay_panel
from bot.screening import Side
from bot.store import chats, listeners, relays
from bot.store.acts import SendPrivately
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.people import known


async def goes_by_relay(work: Work, community: Community, chat: Chat, listener: int) -> bool:
    """Whether this chat is to be relayed: the community wants it for this listener, and the member allowed it."""
    wanted = community.relay is RelayFor.ALL
    if community.relay is RelayFor.NEW:
        wanted = (await listeners.find_shift(work.connection, community.id, listener)).next_is_new
    return wanted and bool((await known(work.connection, community.id, chat.member)).private_words)


async def begin_relay(parts: Parts, work: Work, community: Community, chat: Chat, listener: int) -> None:
    """Draw the names, and write to the listener first: without them nobody needs to be called."""
    words = pseudonym_words(parts.wording(community.locale))
    met = await relays.names_met(work.connection, chat.member, listener)
    member_name, listener_name = draw_names(words.firsts, words.seconds, parts.pick, met)
    await relays.begin(work.connection, chat.id, member_name, listener_name)
    card = relay_panel(
        parts.wording(community.locale),
        str(chat.id),
        listener_name,
        member_name,
        community.name,
        to_member=False,
    )
    await work.owe(
        community.id, SendPrivately(listener, card), about=f"relay_listener:{chat.id}", urgent=True
    )


async def listener_reached(parts: Parts, work: Work, chat_id: int, message: int) -> None:
    """The listener has the panel: now the member gets it."""
    relay = await relays.find_relay(work.connection, work.keys, chat_id)
    community = await parts.community(relay.chat.community) if relay is not None else None
    if relay is None or community is None:
        return
    await relays.panel_arrived(work.connection, chat_id, Side.LISTENER, message)
    if relay.chat.state is not State.OPENING:
        return
    names = (relay.member_name, relay.listener_name)
    card = relay_panel(parts.wording(community.locale), str(chat_id), *names, community.name, to_member=True)
    act = SendPrivately(relay.chat.member, card)
    await work.owe(community.id, act, about=f"relay_member:{chat_id}", urgent=True)


async def member_reached(parts: Parts, work: Work, chat_id: int, message: int) -> None:
    """Both have the panel: the chat is open, and its clock begins."""
    await relays.panel_arrived(work.connection, chat_id, Side.MEMBER, message)
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or not await chats.opened(work.connection, chat_id, None, work.now):
        return
    await listeners.count_chat(work.connection, community.id, chat.listener or 0, work.now)
    await start_clock(parts, work, community, chat)


async def member_not_reached(parts: Parts, work: Work, chat_id: int) -> None:
    """The member's messages are closed: the listener must not wait."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    if chat is not None:
        await unreachable(parts, work, chat, chat.member)

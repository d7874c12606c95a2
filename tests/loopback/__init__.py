"""A small Discord on 127.0.0.1, for tests with the real library and a process that can be killed.

It speaks Discord's HTTP and gateway well enough for discord.py 2.7: one bot, one community. A test tells a
story with people, breaks something, and looks at what Discord ended up holding:

    from tests.loopback import BotProcess, LoopbackDiscord, paths

    async with LoopbackDiscord() as discord:
        lobby = discord.add_channel("lobby")
        robin = discord.add_person("robin")
        async with BotProcess(discord, config, ["bot.flows.work:carry_out:after:1"]) as bot:
            await discord.ready()
            discord.say(lobby, robin, "hello")
            await bot.wait_killed()
        async with BotProcess(discord, config):
            await discord.ready(times=2)
            await discord.wait_until(lambda: discord.by_bot(lobby))
            await discord.quiet()
        assert len(discord.by_bot(lobby)) == 1

- `config` is a settings file whose `discord.token` is the server's `token`; the module `kill_points` says
  how kill points are written. `bot.output` is what the process printed.
- People: `say`, `edit`, `delete`, `press`, `press_label`, `choose`, `submit`, `command`, `autocomplete`,
  `message_command`, `person_command`. From `press` on each returns an `Interaction`; `await
  discord.answer(it)` waits for what the person sees: `replies`, `texts`, `modal`, `choices`,
  `only_visible_to_person`. What a client would not allow raises `NotPossibleError`. Events while no session
  exists are lost, as at Discord; messages stay in the history, and a form stays open, over a restart of the
  bot.
- Looking: `messages(place)`, `by_bot(place)`, `inbox(person)`, `private_threads()`, `plan.seen(method,
  path)`, and all of `world`. `wait_until` before asserting that something came, `quiet` before asserting
  that nothing did.
- Breaking requests: `fail`, `slow_down`, `drop`, `hang`, each by method and path (`paths` names the paths).
  With `after_work` Discord does the thing and only the answer is lost. To kill a process exactly there:
  `fault = discord.hang(...)`, `await fault.reached.wait()`, `await bot.kill()`, `fault.release.set()`.
  `world.nonce_seconds = 0` switches nonces off, `person.dms_open = False` refuses direct messages with
  50007, `interaction.expired = True` gives 10062.
- Breaking the gateway, all on `discord.gateway`: `drop`, `ask_to_reconnect`, `invalidate`,
  `forget_session`, `hold` and `release`, `refuse`, `forbidden_intents`. With `discord.stop_listening()`
  every connect is refused.

It does not show channel overwrites, real rate limits, or how a client draws components.
"""

from tests.loopback.faults import Fault, SeenRequest
from tests.loopback.process import BotProcess
from tests.loopback.server import LoopbackDiscord
from tests.loopback.world import (
    Interaction,
    Message,
    MessageKind,
    NotPossibleError,
    Person,
    Place,
    PlaceKind,
    Role,
    all_text,
)

__all__ = [
    "BotProcess",
    "Fault",
    "Interaction",
    "LoopbackDiscord",
    "Message",
    "MessageKind",
    "NotPossibleError",
    "Person",
    "Place",
    "PlaceKind",
    "Role",
    "SeenRequest",
    "all_text",
]

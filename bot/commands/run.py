"""`sidelight run`: start the bot."""

import typer

from bot.commands.options import ConfigOption, read_settings


def run(config: ConfigOption = None) -> None:
    """Start the bot and keep it running.

    Needs a bot token: set token or token_file in config.toml, or SIDELIGHT__DISCORD__TOKEN.
    Ask `sidelight doctor` when something is unclear. Stop it with Ctrl+C; nothing is lost.

    For instance:

      sidelight run

      sidelight run --config /etc/sidelight/config.toml
    """
    settings = read_settings(config)
    settings.discord.read_token()
    from bot import app

    raise typer.Exit(app.run(settings))

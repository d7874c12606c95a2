"""The log: one line for each event, for people or as JSON, and never what anybody wrote."""

import logging
import sys

import structlog

from bot.settings import LoggingSettings

# Their debug lines hold whole payloads, and so messages: they are never let through.
CHATTY = ("discord", "aiohttp", "sqlalchemy", "alembic", "asyncio", "markdown_it")


def configure_logs(settings: LoggingSettings) -> None:
    """Set up logging for a whole process: ours, and what libraries have to warn about."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    last = structlog.processors.JSONRenderer() if settings.as_json else _for_people()
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.level.upper())
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def _for_people() -> structlog.dev.ConsoleRenderer:
    # Richer tracebacks would print local variables, and with them what people wrote.
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )

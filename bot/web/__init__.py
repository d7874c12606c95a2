"""The guide and the appeal form on the web: readable without scripts, cookies or anything from elsewhere."""

from bot.web.appeals import AppealDesk, NotOpen
from bot.web.health import Health, HealthCheck
from bot.web.site import build_web, serving

__all__ = ["AppealDesk", "Health", "HealthCheck", "NotOpen", "build_web", "serving"]

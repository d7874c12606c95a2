"""The guide on the web: readable pages without scripts, cookies or anything from elsewhere."""

from bot.web.health import Health, HealthCheck
from bot.web.site import build_web, serving

__all__ = ["Health", "HealthCheck", "build_web", "serving"]

"""The world of the stories, for the pages that belong to one."""

from tests.flows.conftest import bare_world, database_path, keys, wording, world

__all__ = ["bare_world", "database_path", "keys", "wording", "world"]

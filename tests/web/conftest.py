"""The world of the stories, for the pages that belong to one."""

from tests.flows.conftest import (
    bare_world,
    database_path,
    engines,
    in_threads,
    keys,
    quick_database,
    quick_folder,
    wording,
    world,
)

__all__ = [
    "bare_world",
    "database_path",
    "engines",
    "in_threads",
    "keys",
    "quick_database",
    "quick_folder",
    "wording",
    "world",
]

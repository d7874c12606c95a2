"""Kill points: places in the product where a test wants the process to die at once, named from outside.

A kill point is written `module:qualname:before:count` or `module:qualname:after:count`: at the count-th call
of that function the process kills itself, before the call or once it has returned. It is installed in the
test's runner only; the product knows nothing of it.
"""

import contextlib
import functools
import importlib
import inspect
import itertools
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

Function: TypeAlias = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class KillPoint:
    """The process dies before or after the `count`-th call of one function, counted from 1."""

    module: str
    qualname: str
    after: bool
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `module:qualname:before|after:count`; raises ValueError when it is not of that form."""
        parts = text.split(":")
        if (
            len(parts) != 4
            or parts[2] not in ("before", "after")
            or not parts[3].isdecimal()
            or parts[3] == "0"
        ):
            raise ValueError(
                f"{text!r} is no kill point; write module:qualname:before|after:count, count from 1"
            )
        return cls(parts[0], parts[1], parts[2] == "after", int(parts[3]))

    def install(self) -> None:
        """Wraps the function where it is defined and wherever loaded modules of its package have imported it.

        Raises:
            AttributeError, ModuleNotFoundError: there is no such function.
        """
        owner: Any = importlib.import_module(self.module)
        *path, name = self.qualname.split(".")
        for part in path:
            owner = getattr(owner, part)
        found = inspect.getattr_static(owner, name)
        if isinstance(found, staticmethod | classmethod):
            setattr(owner, name, type(found)(self._wrap(found.__func__)))
            return
        wrapped = self._wrap(found)
        setattr(owner, name, wrapped)
        if not path:
            self._replace_imported(found, wrapped)

    def _replace_imported(self, found: Function, wrapped: Function) -> None:
        package = self.module.split(".")[0]
        loaded = [
            m for name, m in list(sys.modules.items()) if name == package or name.startswith(f"{package}.")
        ]
        for module in loaded:
            for name, value in list(vars(module).items()):
                if value is found:
                    setattr(module, name, wrapped)

    def _wrap(self, function: Function) -> Function:
        """The function with the kill around it; of an async context manager, around the whole block."""
        calls = itertools.count(1)
        inner = inspect.unwrap(function)
        if inspect.isasyncgenfunction(inner) and inner is not function:
            return self._around_block(function, calls)
        if inspect.iscoroutinefunction(function):
            return self._around_coroutine(function, calls)

        @functools.wraps(function)
        def called(*args: object, **kwargs: object) -> object:
            number = next(calls)
            self._die_if(number, after=False)
            result = function(*args, **kwargs)
            self._die_if(number, after=True)
            return result

        return called

    def _around_coroutine(self, function: Function, calls: Iterator[int]) -> Function:
        @functools.wraps(function)
        async def called(*args: object, **kwargs: object) -> object:
            number = next(calls)
            self._die_if(number, after=False)
            result = await function(*args, **kwargs)
            self._die_if(number, after=True)
            return result

        return called

    def _around_block(self, function: Function, calls: Iterator[int]) -> Function:
        @functools.wraps(function)
        @contextlib.asynccontextmanager
        async def called(*args: object, **kwargs: object) -> AsyncIterator[object]:
            number = next(calls)
            self._die_if(number, after=False)
            async with function(*args, **kwargs) as value:
                yield value
            self._die_if(number, after=True)

        return called

    def _die_if(self, number: int, *, after: bool) -> None:
        if number == self.count and after == self.after:
            os.kill(os.getpid(), signal.SIGKILL)

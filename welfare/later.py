"""A library that few requests need is read when one of them first needs it, so that no worker holds it before."""

from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stand for the module of this name until something is asked of it; type checkers see the module itself."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # who looks around asks for these: that is no use of the library
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)

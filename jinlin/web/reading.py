"""What does a process leave out while it reads the house's source?"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def reading() -> Iterator[None]:
    """Python looks for no garbage inside, and never again among what was read: all of it stays
    until the process ends, and looking through it takes a fifth of the start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

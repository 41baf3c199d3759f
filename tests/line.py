"""How does a test cut the line of one phone? Through a wire of its own to the house: what a browser
calls 'offline' by its developer tools is not what its service worker meets in a stairwell.
"""

import socket
import threading
from contextlib import suppress

from tests.serving import free_port

PIECE = 64 * 1024  # bytes


class Line:
    """One wire to a port of this machine, with an address that stays through every cut."""

    def __init__(self, port: int) -> None:
        self.to, self.ends, self.lock = port, set[socket.socket](), threading.Lock()
        self.port = free_port()
        self.open_door: socket.socket | None = socket.create_server(("127.0.0.1", self.port))
        self._serve(self.open_door)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Nobody answers here any more, and what was on the wire is lost."""
        with self.lock:
            door, self.open_door = self.open_door, None
            ends, self.ends = self.ends, set()
        for end in (door, *ends):
            if end:
                self._end(end)

    def mend(self) -> None:
        with self.lock:
            if self.open_door:
                return
            self.open_door = socket.create_server(("127.0.0.1", self.port))
            self._serve(self.open_door)

    def _serve(self, door: socket.socket) -> None:
        threading.Thread(target=self._take_calls, args=(door,), daemon=True).start()

    def _take_calls(self, door: socket.socket) -> None:
        with door:
            while True:
                try:
                    near, _caller = door.accept()
                except OSError:
                    return
                threading.Thread(target=self._connect, args=(door, near), daemon=True).start()

    def _connect(self, door: socket.socket, near: socket.socket) -> None:
        """Whoever waits at a socket closes it, and nobody else: its number would be given to
        another call, whose bytes would be read here.
        """
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", self.to)) as far:
            with self.lock:
                if self.open_door is not door:
                    return
                self.ends |= {near, far}
            back = threading.Thread(target=self._carry, args=(far, near), daemon=True)
            back.start()
            self._carry(near, far)
            back.join()
            with self.lock:
                self.ends -= {near, far}

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(PIECE):
                other.sendall(piece)
        for end in (one, other):
            self._end(end)

    def _end(self, end: socket.socket) -> None:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)

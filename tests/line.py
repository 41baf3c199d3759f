"""How does a test cut the line of one phone? Through a wire of its own to the house: what a browser
calls 'offline' by its developer tools is not what its service worker meets in a stairwell.
"""

import socket
import threading
from contextlib import suppress

PIECE = 64 * 1024  # bytes


class Line:
    """One wire to a port of this machine, with an address that stays through every cut."""

    def __init__(self, port: int) -> None:
        self.to, self.ends, self.lock = port, set[socket.socket](), threading.Lock()
        self.open_door: socket.socket | None = socket.create_server(("127.0.0.1", 0))
        self.port = self.open_door.getsockname()[1]
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
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def mend(self) -> None:
        with self.lock:
            if self.open_door:
                return
            self.open_door = socket.create_server(("127.0.0.1", self.port))
            self._serve(self.open_door)

    def _serve(self, door: socket.socket) -> None:
        threading.Thread(target=self._take_calls, args=(door,), daemon=True).start()

    def _take_calls(self, door: socket.socket) -> None:
        while True:
            try:
                near, _caller = door.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:  # the house is down
                near.close()
                continue
            with self.lock:
                stands = self.open_door is door
                if stands:
                    self.ends |= {near, far}
            if not stands:
                near.close()
                far.close()
                continue
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(PIECE):
                other.sendall(piece)
        with self.lock:
            self.ends -= {one, other}
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

"""Does anybody listen at an address outside? Nothing is sent there."""

import socket
from urllib.parse import urlsplit

SECONDS = 3
PORTS = {"http": 80, "https": 443, "smtp": 25}


def reaches(url: str) -> str:
    """Why not, in the system's words; empty when somebody listens."""
    parts = urlsplit(url)
    port = parts.port or PORTS.get(parts.scheme, 0)
    try:
        socket.create_connection((parts.hostname or "", port), SECONDS).close()
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""

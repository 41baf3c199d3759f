"""What does the environment say, in the type that the settings want?"""

import os
import secrets
from collections.abc import Collection
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit


class BadVariable(ValueError):
    """What a variable says is no value for its setting. Raised when the house starts, not when
    somebody asks.
    """


def text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    return text(name, str(default)).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    value = text(name, str(default)).strip()
    try:
        return int(value) if value else default
    except ValueError:
        raise BadVariable(f"{name}: '{value}' is no whole number") from None


def one_of(name: str, choices: Collection[str], default: str) -> str:
    """One of these words. Raises BadVariable for another one."""
    if (value := text(name, default)) not in choices:
        raise BadVariable(f"{name}: '{value}' is none of {', '.join(sorted(choices))}")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def networks(name: str) -> list[str]:
    """A comma-separated list of addresses and networks. Raises BadVariable for anything else."""
    return [_network(name, each) for each in words(name, [])]


def shared_networks(name: str) -> dict[str, int]:
    """Networks behind which many people share one address, and how many times as much may come from
    each of their addresses: `117.136.0.0/16=20,10.8.0.0/16=5`. Raises BadVariable for anything
    else.
    """
    found = {}
    for each in words(name, []):
        network, _equals, times = each.partition("=")
        if not times.strip().isdecimal() or int(times) < 1:
            raise BadVariable(f"{name}: '{each}' does not say how many times: 10.8.0.0/16=5")
        found[_network(name, network.strip())] = int(times)
    return found


def _network(name: str, value: str) -> str:
    try:
        return str(ip_network(value, strict=False))
    except ValueError:
        raise BadVariable(f"{name}: '{value}' is no address and no network") from None


def key_file(name: str, path: Path) -> str:
    """The secret from the environment, or else one made once and kept in `path`, readable by its
    owner only.
    """
    if value := os.environ.get(name):
        return value
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(
                fresh, path
            )  # the first process to get here wins; a second one reads the same key
        except FileExistsError:
            pass
        fresh.unlink()
    return path.read_text().strip()


def database_from_url(url: str) -> dict[str, object]:
    """Django's setting for `sqlite:///path` or `postgresql://user:password@host:port/name`.

    Each thread keeps its own line. On PostgreSQL it is tried before it is used, since the server
    may have been started anew meanwhile, and a new one takes its place every hour. On SQLite it
    lives for as long as the file is the same one: opening one reads all tables' text, which takes
    longer than most requests. It keeps the plans of as many statements as the pages of a working
    day send (some 30 KB each): to plan one again takes ten times as long as to run it. PostgreSQL
    compiles no statement: it would for one that it takes for dear, and of the counts of a board's
    tabs that alone took as long as the counts.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "jinlin.core.sqlite",
            "CONN_MAX_AGE": None,
            "NAME": unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "cached_statements": 500,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "jinlin.core.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 3600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": 5, "options": "-c jit=off"},
        }
    raise BadVariable(f"JINLIN_DATABASE_URL: '{parts.scheme}' is neither sqlite nor postgresql")

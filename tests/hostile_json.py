"""What may a program send that nobody means, to each operation that the API describes?

Read out of the description: a body that a schema takes, and the same with one thing in it that is
odd. Nothing here knows a domain.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DEEP = "[" * 3000 + "]" * 3000
LONG = "长" * 30_000
# As they stand in a body: some of them no program of our own could write down.
ODD = (
    *("null", "true", "[]", "{}", '""', '" "', "-1", "0", "1.5", "1e308", "1e999", "NaN"),
    *("-Infinity", "9223372036854775807", "9223372036854775808", "2147483648", "9" * 400),
    *('"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"\\u202e\\u0007"', '"٣٥٠٥٢٦"', '"²"'),
    *('"0000-00-00"', '"0001-01-01"', '"9999-12-31"', '"2026-11-31"', '"2026-11-03T25:61:00Z"'),
    *('"9999-12-31T23:59:59-14:00"', '"2026-11-03T10:00:00"', '"0001-01-01T00:00:00+14:00"'),
    *('"0190a5a0-0000-7000-8000-000000000000"', '"%s"', "'", '"\' OR 1=1--"', '"../../etc/passwd"'),
    *(f'"{LONG}"', DEEP, '{"$ref": "#"}', "[null]", "[[]]", '["\\u0000"]', "[1e999]", "[{}]"),
    *('["0190a5a0-0000-7000-8000-000000000000"]', '{"a": "\\ud800"}', '"2026-W01-1"', '"20261103"'),
)
IN_ADDRESSES = (
    *("", "-1", "0", "99999999999999999999", "9" * 5000, "1e9", "NaN", "nonsense", "²", "٣", "%00"),
    *("%ED%A0%80", "%FF", "%27", "0001-01-01", "9999-12-31", "0000-00-00", "null", "true", "..%2f"),
    *("350526", "3" * 18, "0190a5a0-0000-7000-8000-000000000000", "%E2%80%AE", "灯" * 500),
    *("WyIiXQ", "e30", "W10", "eyJhIjoxfQ", "%5B%5D", "2026-13", "2026-00", "+", "%25", "_"),
)


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    said: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def operations(described: dict[str, Any]) -> list[Operation]:
    return [
        Operation(method, path, said)
        for path, methods in described["paths"].items()
        for method, said in methods.items()
    ]


@dataclass(frozen=True)
class Shapes:
    """The named shapes of a description."""

    named: dict[str, Any]

    def meant(self, shape: dict[str, Any], field: str, known: dict[str, Any]) -> Any:
        """A value that this shape takes. `known`: values by the name of their field."""
        shape = self.of(shape)
        if field in known and shape.get("type", "string") in ("string", "integer"):
            return known[field]
        if "const" in shape:
            return shape["const"]
        if "enum" in shape:
            return shape["enum"][0]
        kind = shape.get("type")
        if kind == "object":
            return {
                name: self.meant(each, name, known)
                for name, each in shape.get("properties", {}).items()
            }
        if kind == "array":
            return [self.meant(shape.get("items", {}), field, known)]
        return self._plain(shape, kind)

    def of(self, shape: dict[str, Any]) -> dict[str, Any]:
        """The shape itself, where it only points to one."""
        if "$ref" in shape:
            return self.of(self.named[shape["$ref"].rpartition("/")[2]])
        for way in ("anyOf", "allOf", "oneOf"):
            if way in shape:
                return self.of(shape[way][0])
        return shape

    def _plain(self, shape: dict[str, Any], kind: str | None) -> Any:
        if kind in ("integer", "number"):
            return max(1, int(shape.get("minimum", 1)))
        if kind == "boolean":
            return True
        by_format = {
            "date": "2026-11-03",
            "date-time": "2026-11-03T10:00:00+08:00",
            "uuid": "0190a5a0-0000-7000-8000-000000000000",
        }
        if (format_ := shape.get("format")) in by_format:
            return by_format[format_]
        if "pattern" in shape:
            return "350526"
        return "灯坏了" * (-(-shape.get("minLength", 1) // 3) or 1)

    def bodies(self, shape: dict[str, Any], known: dict[str, Any]) -> Iterator[str]:
        """One that is meant, then each thing in it in each odd way, and odd wholes."""
        whole = self.meant(shape, "", known)
        yield json.dumps(whole)
        for way in list(ways_into(whole)):
            for odd in ODD:
                yield with_odd(whole, way, odd)
        yield from ODD


def ways_into(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a value, as keys and numbers."""
    if way:
        yield way
    listed = enumerate(value) if isinstance(value, list) else ()
    inside = value.items() if isinstance(value, dict) else listed
    for key, each in inside:
        yield from ways_into(each, (*way, key))


def with_odd(whole: Any, way: tuple[Any, ...], odd: str) -> str:
    """The same as JSON, with this text in the place of what stands there."""
    copy = json.loads(json.dumps(whole))
    inside = copy
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = "@odd@"
    return json.dumps(copy).replace('"@odd@"', odd, 1)

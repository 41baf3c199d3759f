"""How far is one point from another, and where does a phone's own point lie on a Chinese map?

Maps in China show GCJ-02, which a browser's own WGS-84 misses by half a kilometre.
"""

from math import asin, cos, pi, radians, sin, sqrt

Point = tuple[float, float]  # latitude, longitude
AXIS, ECCENTRICITY = 6_378_245.0, 0.00669342162296594323
EARTH_KM = 6371.0


def point_of(text: str) -> Point | None:
    """From 'latitude,longitude'; None for anything else."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_there = abs(latitude) <= 90 and abs(longitude) <= 180  # false for what is no number too
    return (latitude, longitude) if is_there else None


def kilometres(one: Point, other: Point) -> float:
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def on_the_map(point: Point) -> Point:
    """The point of a browser (WGS-84) as maps in China show it (GCJ-02)."""
    latitude, longitude = point
    x, y = longitude - 105.0, latitude - 35.0
    wave = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + wave
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + wave
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    angle = radians(latitude)
    magic = 1 - ECCENTRICITY * sin(angle) ** 2
    north = north * 180 / ((AXIS * (1 - ECCENTRICITY)) / (magic * sqrt(magic)) * pi)
    east = east * 180 / (AXIS / sqrt(magic) * cos(angle) * pi)
    return latitude + north, longitude + east

"""With which links does a phone's own map app show the way to a place?

A page only links there: no map, no picture and no script of a map service is loaded into it, and
nobody is told who looked, before somebody taps. With a point (as Amap and Tencent show it, GCJ-02)
the app goes to it; without one it searches for the words.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _

POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,7})?),(-?\d{1,3}(?:\.\d{1,7})?)")
US = "jinlin"


@dataclass(frozen=True)
class WayThere:
    """One map app and the address that opens it at the place."""

    label: Any
    url: str


def ways_there(name: str, *, words: str = "", point: str = "", county: str = "") -> list[WayThere]:
    """`name` is what the pin is called, `words` the address to search for where there is no point,
    `county` the six digits in which it is searched.
    """
    found = POINT.fullmatch(point.replace(" ", ""))
    words = " ".join((words or name).split())
    if found is None:
        return _searched(words, county)
    latitude, longitude = found.groups()
    at = f"{latitude},{longitude}"
    marker = f"coord:{at};title:{_clean(name)};addr:{_clean(words)}"
    return [
        WayThere(_("Map app of this phone"), f"geo:{at}?q={at}({quote(_clean(name))})"),
        WayThere(
            _("Amap"),
            "https://uri.amap.com/marker?"
            + urlencode(
                {
                    "position": f"{longitude},{latitude}",
                    "name": name,
                    "src": US,
                    "coordinate": "gaode",
                    "callnative": 1,
                }
            ),
        ),
        WayThere(
            _("Tencent Maps"),
            "https://apis.map.qq.com/uri/v1/marker?" + urlencode({"marker": marker, "referer": US}),
        ),
    ]


def _searched(words: str, county: str) -> list[WayThere]:
    return [
        WayThere(_("Map app of this phone"), f"geo:0,0?q={quote(words)}"),
        WayThere(
            _("Amap"),
            "https://uri.amap.com/search?"
            + urlencode({"keyword": words, "city": county, "src": US, "callnative": 1}),
        ),
        WayThere(
            _("Tencent Maps"),
            "https://apis.map.qq.com/uri/v1/search?" + urlencode({"keyword": words, "referer": US}),
        ),
    ]


def is_point(text: str) -> bool:
    """Latitude and longitude, such as 25.4893,118.2421."""
    found = POINT.fullmatch(text.replace(" ", ""))
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _clean(text: str) -> str:
    """Without what separates the parts of a marker."""
    return " ".join(re.sub(r"[;:()|]", " ", text).split())

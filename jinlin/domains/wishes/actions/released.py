"""Do words that everybody will read give away who a wish is for?

What is looked for is what the house knows of the people of this wish: names, numbers, the door they
live behind; and whatever looks like a phone or a citizen id, whoever it belongs to.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.domains.wishes.models import Wish
from jinlin.ground.people.models import Membership, Person

NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
SEPARATORS = re.compile(r"(?<=\d)[\s\-—–·.、,，_/]++(?=\d)")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}[1-9]\d{6,7}")
CITIZEN = re.compile(r"\d{17}[\dXx]|\d{15}")
DOOR = re.compile(r"(?<!\d)\d++\s*+(?:栋|幢|座|单元|室|#)")
NUMBERED = re.compile(r"(?<!\d)(\d++)\s*+(号楼|号|栋|幢|座|单元|楼|层|室|户|#)")
TITLES = "奶奶|爷爷|阿姨|叔叔|大爷|大妈|大伯|大娘|伯伯|婆婆|公公|先生|女士|老师|师傅|同学|大哥|大姐|小朋友|老人家|某"


CHILD = re.compile(
    r"[一二三四五六1-6初高]年级|小学|初中|高中|幼儿园|小朋友|小孩|孩子|儿童|学生|男孩|女孩|宝宝|娃娃|上学|读书|周岁"
    r"|(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]++岁"
)


def check_child(text: str, *, field: str) -> None:
    """A child's wish is a family's to everybody.

    Raises Unusable when the words say that it is a child's.
    """
    if match := CHILD.search(_squeezed(_plain(text))):
        words = _(
            "“%(found)s” tells that it is for a child. Please say it as the wish of a family."
        )
        raise Unusable(words % {"found": match[0]}, field=field)


def check_release(wish: Wish, *texts: str) -> None:
    """Nothing of these words says who it is. Raises Unusable, and says what gives it away."""
    people = [person for person in (wish.for_person, wish.posted_by) if person]
    for number, text in enumerate(texts):
        if found := given_away(text, people, known_doors(people)):
            words = _(
                "“%(found)s” could tell who it is. Please leave it out: everybody will read this."
            )
            raise Unusable(
                words % {"found": found}, field="public_title" if number == 0 else "public_text"
            )


def known_doors(people: Iterable[Person]) -> list[str]:
    """The addresses of these people's homes, now and before."""
    rows = Membership.objects.filter(person__in=list(people)).select_related("household")
    return [row.household.address for row in rows if row.household.address]


def given_away(text: str, people: Iterable[Person], addresses: Iterable[str]) -> str:
    """The first thing in the text that could tell who it is; "" when nothing does."""
    plain = _plain(text)
    digits = SEPARATORS.sub("", plain.translate(NUMERALS))
    for pattern in (CITIZEN, PHONE):
        if match := pattern.search(digits):
            return match[0]
    if match := DOOR.search(digits):
        return match[0]
    found = next((name for person in people for name in _names(_plain(person.name), plain)), "")
    return found or next(
        (door for address in addresses for door in _doors(address) if door in _squeezed(digits)), ""
    )


def _plain(text: str) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _names(name: str, text: str) -> list[str]:
    """The name whole, the given name alone, or the surname with a title, as far as they stand in
    the text; blanks between the characters do not help.
    """
    name, text = _squeezed(name), _squeezed(text)
    if not name:
        return []
    wanted = [name, *([name[1:]] if len(name) > 2 else [])]
    found = [each for each in wanted if len(each) > 1 and each in text]
    surname = name[:2] if len(name) > 3 else name[:1]
    titled = re.search(f"(?:老|小)?{re.escape(surname)}(?:{TITLES})", text)
    return [*found, *([titled[0]] if titled else [])]


def _doors(address: str) -> list[str]:
    """'浔南路12号3栋502' holds '12号', '3栋' and '502'."""
    plain = _squeezed(SEPARATORS.sub("", _plain(address).translate(NUMERALS)))
    numbered = [f"{number}{unit}" for number, unit in NUMBERED.findall(plain)]
    return [
        *numbered,
        *(number for number in re.findall(r"\d{3,}", plain) if number not in numbered),
    ]

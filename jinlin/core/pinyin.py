"""How is a Chinese name spoken, and by which first letters is it typed?"""

from functools import lru_cache


@lru_cache(1 << 14)
def sound(name: str) -> str:
    """The syllables without tones: 王玮 and 王伟 sound alike. What is not Chinese stays, in small
    letters.
    """
    return " ".join(_syllables(name))


@lru_cache(1 << 14)
def initials(name: str) -> str:
    """The first letter of each syllable: 城市管理局 is typed csglj."""
    return "".join(each[:1] for each in _syllables(name))


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its tables take a moment, most pages need none

    return [each.strip().lower() for each in lazy_pinyin(name) if each.strip()]

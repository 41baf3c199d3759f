"""What does somebody type to have a paper verified?"""

import secrets
import unicodedata

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # nothing that looks like something else on paper
LENGTH = 12
GROUP = 4


def new_code() -> str:
    """Twelve letters and digits, about 59 bits: nobody guesses one, and nobody counts on to the
    next.
    """
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def spelled(code: str) -> str:
    """As it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The code that was meant: small letters, wide letters, spaces and dashes are all the same.

    Empty when it cannot be a code.
    """
    letters = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", typed[:60]).upper()
        if letter not in " -—_.·"
    )
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else ""

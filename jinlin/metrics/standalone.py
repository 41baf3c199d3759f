"""How is the page that checks proofs kept as one file, for a computer without a network?

It is taken away, never run on the house's own address: there no script stands in a page.
"""

from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

PARTS: Final = Path(__file__).parent / "static" / "metrics"
# What the file may do: its own script and look, and nothing from anywhere.
POLICY: Final = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"


def page() -> str:
    title = escape(_("Check a proof"))
    hint = escape(_("Your browser does the sums itself; nothing is sent."))
    style, script = (
        (PARTS / name).read_text(encoding="utf-8") for name in ("check_file.css", "check.js")
    )
    return (
        f'<!doctype html>\n<html lang="{get_language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{title}</h1>\n<p>{hint}</p>\n"
        f"{render_to_string('metrics/check_section.html')}</main>\n"
        f"<script>\n{script}</script>\n</body>\n</html>\n"
    )

"""How is a word of the console said in the new house? As a process of its own, told where it is."""

from jinlin.web.cli import main

main(prog_name="jinlin")

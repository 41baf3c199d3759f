"""How does a messy roster become people the register is sure of, and a list of what is wrong?

Plain Python, no database: `books` reads files, `headings` finds what a column holds, `identity`,
`days` and `words` read single cells, `clinic` says what each row is.
"""

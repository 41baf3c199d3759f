"""Which pages do the security administrator and the audit administrator work on?"""

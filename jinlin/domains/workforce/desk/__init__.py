"""Which pages do those see who keep the register, and units of their own people?"""

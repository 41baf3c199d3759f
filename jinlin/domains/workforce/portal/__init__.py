"""What do social workers see of themselves, and everybody of the public notice?"""

"""What may be typed about people and households?"""

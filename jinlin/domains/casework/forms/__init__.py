"""What can be typed about cases and services?"""

"""What do residents find of reception days?"""

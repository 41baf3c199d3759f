"""What do pages ask of points?"""

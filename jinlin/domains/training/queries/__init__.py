"""What do pages ask about training?"""

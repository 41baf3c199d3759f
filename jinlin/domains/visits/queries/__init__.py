"""What do pages ask about visits?"""

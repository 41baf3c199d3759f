"""What do pages ask about pacts?"""

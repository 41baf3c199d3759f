"""What does a page ask about talents?"""

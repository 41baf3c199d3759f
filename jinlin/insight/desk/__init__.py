"""What does the desk show of what was understood?"""

"""What do pages and actions ask of the register?"""

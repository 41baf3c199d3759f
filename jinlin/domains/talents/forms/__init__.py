"""What is typed about talents?"""

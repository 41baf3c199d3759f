"""What is typed about visits?"""

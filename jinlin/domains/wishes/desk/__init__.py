"""What does staff see of wishes, and do with them?"""

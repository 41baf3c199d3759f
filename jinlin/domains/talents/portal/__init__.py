"""What does a resident, and a craftsman, see of talents, and what can they do?"""

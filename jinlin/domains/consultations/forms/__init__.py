"""What is typed about consultations?"""

"""What is typed about points?"""

"""What is typed about training?"""

"""What is asked of projects and tasks?"""

"""What is asked of cases and services?"""

"""What is typed about service days?"""

"""What do pages ask about service days?"""

"""Where do staff and organisers hold service days?"""

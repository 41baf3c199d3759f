"""Where does staff see, register and move appeals?"""

"""Where does staff hold reception days?"""

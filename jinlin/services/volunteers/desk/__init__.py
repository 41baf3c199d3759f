"""Where does staff look after volunteers and their hours?"""

"""Where does a volunteer see and check what is written of them?"""

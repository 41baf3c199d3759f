"""Where does staff work with people and with the households in their care?"""

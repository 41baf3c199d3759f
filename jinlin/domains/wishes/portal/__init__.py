"""What do residents see of wishes, and do with them?"""

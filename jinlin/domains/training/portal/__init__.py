"""家门口的职教培训: what do residents see and do?"""

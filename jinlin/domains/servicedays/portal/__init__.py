"""What does a resident see of the service day nearby?"""

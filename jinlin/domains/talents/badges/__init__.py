"""What does a certificate look like as an Open Badges 3.0 credential that is checked offline?"""

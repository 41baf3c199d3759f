"""What is typed about volunteers, teams, activities and hours?"""

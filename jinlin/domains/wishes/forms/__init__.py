"""What is typed about a wish? Each form parses and cleans, and saves nothing."""

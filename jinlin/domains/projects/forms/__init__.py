"""What is typed about a project or a task? Each form parses and cleans, and saves nothing."""

"""What is typed about a pact? Each form parses and cleans, and saves nothing."""

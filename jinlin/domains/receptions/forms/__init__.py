"""What is typed on the pages of reception days? A form stands in the file of its topic."""

"""Can it be run for real: what whoever runs the house sees, is told and may switch."""

"""What did somebody type, and can it be used? Forms parse and clean; they never save."""

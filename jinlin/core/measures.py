"""What does core itself count? The burden of its forms."""

from jinlin.core import burden

MEASURES = burden.MEASURES

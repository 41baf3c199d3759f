"""What does core itself count? The burden of its forms."""

from jinlin.core import burden, known_fields

MEASURES = [*burden.MEASURES, *known_fields.MEASURES]

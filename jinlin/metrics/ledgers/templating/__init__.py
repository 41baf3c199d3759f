"""How is a template that a county made in Word or Excel checked, mended and filled?"""

from jinlin.metrics.ledgers.templating.checking import Checked, check
from jinlin.metrics.ledgers.templating.filling import fill
from jinlin.metrics.ledgers.templating.language import Finding

__all__ = ["Checked", "Finding", "check", "fill"]

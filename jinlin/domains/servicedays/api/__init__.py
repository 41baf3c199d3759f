"""What can programs do with service days, small helps, and the vehicles' stops?"""

from jinlin.domains.servicedays.api.days import router
from jinlin.domains.servicedays.api.vehicles import STOPS, VEHICLES

router.add_router("/stops", STOPS)
router.add_router("/vehicles", VEHICLES)

__all__ = ["router"]

"""With which rights, and how many at once, do programs call training?"""

from typing import Any

from ninja import Query

READ, WRITE = "training:read", "training:write"
LIMIT: Any = Query(50, ge=1, le=200)

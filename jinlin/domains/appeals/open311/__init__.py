"""Open311 GeoReport v2: the door for programs that speak the standard of city reporting apps.

The same actions and queries as pages and the API.
"""

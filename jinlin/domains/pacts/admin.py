"""Which reference data of pacts does the county keep?"""

from django.contrib import admin

from jinlin.domains.pacts.models import PactRule, Sample

for model in (PactRule, Sample):
    admin.site.register(model)

"""Which reference data about people does the system administrator keep?

The groups in need, never people.
"""

from django.contrib import admin

from jinlin.ground.people.models import GroupInNeed


@admin.register(GroupInNeed)
class GroupInNeedAdmin(admin.ModelAdmin[GroupInNeed]):
    list_display = ("name", "code", "is_open", "order")

    def get_readonly_fields(
        self, request: object, obj: GroupInNeed | None = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def has_delete_permission(self, request: object, obj: GroupInNeed | None = None) -> bool:
        return False

"""The map that places are put out on."""

from django.urls import reverse

from torget.doors.ui.questions import Map
from torget.rooms.organisation.ports import map_backgrounds


def the_map() -> Map | None:
    """Where its squares are and where it opens; None when no map is set up."""
    view = map_backgrounds["tiles"].view() if "tiles" in map_backgrounds else None
    if view is None:
        return None
    return Map(
        tiles=reverse("website:tile", args=[0, 0, 0]).removesuffix("0/0/0") + "{z}/{x}/{y}",
        centre=f"{view.latitude},{view.longitude},{view.zoom}",
        credit=view.credit,
    )

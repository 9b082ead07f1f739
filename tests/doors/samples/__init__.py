"""One true-looking context for every page template: what the opening comment there promises."""

from tests.doors.samples.desk import DESK
from tests.doors.samples.desk_authority import AUTHORITY
from tests.doors.samples.desk_contacts import CONTACTS
from tests.doors.samples.desk_lists import DESK_LISTS
from tests.doors.samples.office import OFFICE
from tests.doors.samples.portal import PORTAL
from tests.doors.samples.referrals import REFERRALS
from tests.doors.samples.staff import STAFF
from tests.doors.samples.studio import STUDIO
from tests.doors.samples.studio_blocks import BLOCKS
from tests.doors.samples.studio_sharing import SHARING
from tests.doors.samples.studio_testing import TESTING
from tests.doors.samples.website import WEBSITE

PAGES = {
    **WEBSITE,
    **PORTAL,
    **DESK,
    **AUTHORITY,
    **CONTACTS,
    **DESK_LISTS,
    **OFFICE,
    **REFERRALS,
    **STAFF,
    **STUDIO,
    **BLOCKS,
    **SHARING,
    **TESTING,
}

SOLVIK = {
    "name": "Solviks kommun",
    "email": "kommun@solvik.example",
    "phone": "0980-319 200",
    "visit": "Stadshuset, Torget 1, Solvik",
    "hours": "Måndag till fredag 8–16.30",
    "logo": "/static/look/solvik.svg",
}

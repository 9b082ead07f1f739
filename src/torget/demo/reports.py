"""Reports that someone in Solvik has sent, so that the queue is not empty."""

REPORTS: tuple[dict[str, object], ...] = (
    {
        "category": "street",
        "place": {"text": "Storgatan 12", "latitude": None, "longitude": None},
        "description": "Ett djupt hål mitt i cykelbanan.",
        "wants_reply": False,
    },
    {
        "category": "lighting",
        "place": {"text": "Gångvägen vid Norra skolan", "latitude": None, "longitude": None},
        "lamp_number": "N-112",
        "description": "Lampan blinkar hela natten och är släckt ibland.",
        "wants_reply": True,
        "email": "granne@exempel.example",
    },
    {
        "category": "water",
        "place": {"text": "Granvägen 3", "latitude": None, "longitude": None},
        "description": "Det rinner vatten ur asfalten.",
        "wants_reply": False,
    },
    {
        "category": "care",
        "facility": "Hemtjänsten norr",
        "description": "Det kommer nya människor varje dag. Kan det bli färre?",
        "wants_reply": True,
        "email": "anhorig@exempel.example",
        "name": "Mia Ström",
    },
)

"""Information types: declared once, obeyed everywhere."""

from django.db import models
from django.db.models import Q

from torget.rooms.information.terms import GdprBasis, Level, PersonalData, RetentionStart


class InformationType(models.Model):
    """One kind of information that the municipality holds, and all that is decided about it."""

    key = models.CharField(max_length=100, unique=True)
    name = models.JSONField()  # {"sv": …, "en": …}, like every text here that people read
    description = models.JSONField()
    purpose = models.JSONField()
    # The position that answers for it; null is a fault to mend.
    owner = models.ForeignKey(
        "organisation.Position", models.PROTECT, null=True, related_name="owned_types"
    )
    unit = models.CharField(max_length=50)  # key of the unit that handles it
    legal_basis = models.JSONField(default=list)
    gdpr_basis = models.CharField(max_length=10, choices=[(b.value, b.value) for b in GdprBasis])
    gdpr_exception = models.CharField(max_length=100, blank=True)
    personal_data = models.CharField(max_length=10, choices=PersonalData)
    holder = models.JSONField(null=True)  # the authority that has the fact already
    secrecy = models.CharField(max_length=100, blank=True)

    confidentiality = models.PositiveSmallIntegerField(choices=Level)
    confidentiality_why = models.TextField()
    integrity = models.PositiveSmallIntegerField(choices=Level)
    integrity_why = models.TextField()
    availability = models.PositiveSmallIntegerField(choices=Level)
    availability_why = models.TextField()
    traceability = models.PositiveSmallIntegerField(choices=Level)
    traceability_why = models.TextField()

    retention_years = models.PositiveSmallIntegerField(null=True)  # null: preserve
    retention_from = models.CharField(max_length=10, choices=RetentionStart, blank=True)
    retention_why = models.TextField()
    retention_decision = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=False)
    open_why = models.TextField()

    content_hash = models.CharField(max_length=64)  # of all above; readers keep facts by it

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="information_levels_0_to_4",
                condition=Q(confidentiality__range=(0, 4))
                & Q(integrity__range=(0, 4))
                & Q(availability__range=(0, 4))
                & Q(traceability__range=(0, 4)),
            ),
            models.CheckConstraint(
                name="information_years_with_event",
                condition=Q(retention_years=None, retention_from="")
                | ~Q(retention_years=None) & ~Q(retention_from=""),
            ),
            models.CheckConstraint(
                name="information_special_with_exception",
                condition=~Q(personal_data=PersonalData.SPECIAL) | ~Q(gdpr_exception=""),
            ),
            models.CheckConstraint(
                name="information_open_is_not_secret",
                condition=Q(is_open=False) | Q(confidentiality=Level.NONE),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Classification(models.Model):
    """A decision on the class of a type. The next one supersedes it; it is never overwritten."""

    information_type = models.ForeignKey(
        InformationType, models.PROTECT, related_name="classifications"
    )
    confidentiality = models.PositiveSmallIntegerField(choices=Level)
    confidentiality_why = models.TextField()
    integrity = models.PositiveSmallIntegerField(choices=Level)
    integrity_why = models.TextField()
    availability = models.PositiveSmallIntegerField(choices=Level)
    availability_why = models.TextField()
    traceability = models.PositiveSmallIntegerField(choices=Level)
    traceability_why = models.TextField()
    note = models.TextField(blank=True)  # how it varies, and what it is when much is gathered
    review_on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="classification_one_in_force",
                fields=["information_type"],
                condition=Q(superseded_at=None),
            ),
            models.CheckConstraint(
                name="classification_levels",
                condition=Q(confidentiality__range=(0, 3))
                & Q(integrity__range=(0, 4))
                & Q(availability__range=(0, 4))
                & Q(traceability__range=(0, 4)),
            ),
        ]

    def __str__(self) -> str:
        return f"classification:{self.pk}"


class CodeList(models.Model):
    """A list that forms let people choose from: schools, halls, associations.

    It changes without any service being published anew.
    """

    key = models.SlugField(unique=True)
    name = models.JSONField()  # {"sv": …, "en": …}
    rows = models.JSONField(default=list)  # [{"key", "name"}], in the order they are shown
    source = models.CharField(max_length=200, blank=True)  # where the rows come from, in words
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"list:{self.key}"

"""Files: rows that say what is stored, bytes in the file store under their content hash."""

from django.db import models

from torget.rooms.documents.terms import Scan


class Document(models.Model):
    """One stored file as someone gave it a name. Never changed; the bytes may be shared."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=100)
    scan = models.CharField(max_length=10, choices=Scan)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"document:{self.pk}"

    @property
    def may_be_opened(self) -> bool:
        return self.scan in (Scan.CLEAN, Scan.UNSCANNED)

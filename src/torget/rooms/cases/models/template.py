"""Texts that a unit writes often, to begin a message from."""

import uuid

from django.db import models


class MessageTemplate(models.Model):
    """A unit's text by language; Swedish is always there."""

    unit = models.ForeignKey("organisation.Unit", models.CASCADE, related_name="+")
    title = models.CharField(max_length=60)
    texts = models.JSONField()
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="template_has_swedish", condition=models.Q(texts__has_key="sv")
            )
        ]

    def __str__(self) -> str:
        return self.title

    def text_in(self, language: str) -> str:
        """The text in the language, or in Swedish when there is none."""
        return str(self.texts.get(language) or self.texts["sv"])

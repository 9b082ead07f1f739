"""What the search looks in; see docs/decisions/0016."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from torget.rooms.cases.models.case import Case


class SearchRow(models.Model):
    """One case as it is found. Made from the case, and made anew when the case changes.

    In the database the table is in parts (migration 0026).
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="search_row")
    text = models.TextField()  # "where: what" on each line, without identity numbers
    vector = SearchVectorField()  # the words of the text, and who may read it
    people = ArrayField(models.TextField(), default=list)  # hashed identity numbers

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_vector"),
            GinIndex(fields=["people"], name="search_people"),
        ]

    def __str__(self) -> str:
        return f"search:{self.case_id}"


class SearchWord(models.Model):
    """A word that occurs in some case, for those who spell it otherwise. Never shown."""

    word = models.CharField(max_length=30, primary_key=True)
    trigrams = ArrayField(models.TextField())

    class Meta:
        indexes = [GinIndex(fields=["trigrams"], name="search_word_trigrams")]

    def __str__(self) -> str:
        return self.word

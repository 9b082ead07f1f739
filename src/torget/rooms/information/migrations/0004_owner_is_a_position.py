"""The owner of information is a position, by whose holder it is answered for."""

import re
import unicodedata
from datetime import date

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SINCE = date(2026, 1, 1)


def into_positions(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each owner that was written in words becomes the position with that name, at the unit."""
    kind = apps.get_model("information", "InformationType")
    position = apps.get_model("organisation", "Position")
    units = {unit.key: unit for unit in apps.get_model("organisation", "Unit").objects.all()}
    known = {one.name["sv"]: one for one in position.objects.all()}
    for row in kind.objects.exclude(owner_words=None):
        words = row.owner_words["sv"]
        found = known.get(words) or known.get(words.removesuffix("n")) or known.get(
            words.removesuffix("en"))  # fmt: skip
        if found is None and row.unit in units:
            found = position.objects.create(
                key=_key(words), name=row.owner_words, unit=units[row.unit], valid_from=SINCE
            )
            known[words] = found
        row.owner = found
        row.save(update_fields=["owner"])
    # Versions of the rows are written now, so that the table can be altered afterwards.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _key(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50]


class Migration(migrations.Migration):
    dependencies = [
        ("information", "0003_history"),
        ("organisation", "0008_history"),
    ]

    operations = [
        migrations.RenameField("informationtype", "owner", "owner_words"),
        migrations.AddField(
            "informationtype",
            "owner",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_types",
                to="organisation.position",
            ),
        ),
        migrations.RunPython(into_positions, migrations.RunPython.noop),
        migrations.RemoveField("informationtype", "owner_words"),
    ]

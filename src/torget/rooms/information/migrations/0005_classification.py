"""Decisions on the class of information, each kept."""

import django.db.models.deletion
from django.db import migrations, models

from torget.rooms.audit.terms import keeping_history


class Migration(migrations.Migration):

    dependencies = [
        ('information', '0004_owner_is_a_position'), ('audit', '0003_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Classification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confidentiality', models.PositiveSmallIntegerField(choices=[(0, 'Ingen eller försumbar'), (1, 'Måttlig'), (2, 'Betydande'), (3, 'Allvarlig'), (4, 'Synnerligen allvarlig')])),
                ('confidentiality_why', models.TextField()),
                ('integrity', models.PositiveSmallIntegerField(choices=[(0, 'Ingen eller försumbar'), (1, 'Måttlig'), (2, 'Betydande'), (3, 'Allvarlig'), (4, 'Synnerligen allvarlig')])),
                ('integrity_why', models.TextField()),
                ('availability', models.PositiveSmallIntegerField(choices=[(0, 'Ingen eller försumbar'), (1, 'Måttlig'), (2, 'Betydande'), (3, 'Allvarlig'), (4, 'Synnerligen allvarlig')])),
                ('availability_why', models.TextField()),
                ('traceability', models.PositiveSmallIntegerField(choices=[(0, 'Ingen eller försumbar'), (1, 'Måttlig'), (2, 'Betydande'), (3, 'Allvarlig'), (4, 'Synnerligen allvarlig')])),
                ('traceability_why', models.TextField()),
                ('note', models.TextField(blank=True)),
                ('review_on', models.DateField()),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.CharField(max_length=200)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('information_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='information.informationtype')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('information_type',), name='classification_one_in_force'), models.CheckConstraint(condition=models.Q(('confidentiality__range', (0, 3)), ('integrity__range', (0, 4)), ('availability__range', (0, 4)), ('traceability__range', (0, 4))), name='classification_levels')],
            },
        ),
        migrations.RunSQL(*keeping_history('information_classification')),
    ]

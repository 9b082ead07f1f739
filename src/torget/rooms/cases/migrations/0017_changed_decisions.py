import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_how_decisions_are_appealed'),
        ('documents', '0001_initial'),
        ('organisation', '0005_absence'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wrong', models.TextField()),
                ('right', models.TextField()),
                ('slip', models.CharField(choices=[('writing', 'Skrivfel'), ('counting', 'Räknefel'), ('oversight', 'Annat liknande förbiseende')], max_length=10)),
                ('officer_name', models.CharField(max_length=150)),
                ('officer_title', models.CharField(max_length=100)),
                ('corrected_at', models.DateTimeField()),
                ('once', models.UUIDField(default=uuid.uuid4, unique=True)),
            ],
        ),
        migrations.AlterField(
            model_name='decision',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='cases.case'),
        ),
        migrations.AddField(
            model_name='decision',
            name='in_force',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='cases.case'),
        ),
        migrations.AddField(
            model_name='decision',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cases.decision'),
        ),
        migrations.RunSQL(
            'UPDATE cases_decision SET in_force_id = case_id', migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('in_force', None), ('in_force', models.F('case')), _connector='OR'), name='in_force_in_its_case'),
        ),
        migrations.AddField(
            model_name='correction',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='cases.decision'),
        ),
        migrations.AddField(
            model_name='correction',
            name='document',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document'),
        ),
    ]

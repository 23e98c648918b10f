"""Searches that people keep; and everything is indexed again, because entries now tell people, units and places apart."""

import django.db.models.deletion
from django.db import migrations, models

import renda.foundation.clock
import renda.foundation.ids
from renda.foundation import clock


def index_again(apps, schema_editor):
    alias = schema_editor.connection.alias
    marks = apps.get_model("search", "RebuildMark").objects.using(alias)
    kinds = apps.get_model("search", "Entry").objects.using(alias).order_by().values_list("kind", flat=True)
    for kind in kinds.distinct():
        marks.update_or_create(kind=kind, defaults={"last_key": "", "started_at": clock.now(), "finished_at": None})


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_cancelled"),
        ("search", "0002_index"),
        ("units", "0003_common_library"),
    ]
    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("query", models.CharField(editable=False, max_length=1000)),
                ("kept_at", models.DateTimeField(default=renda.foundation.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to="people.account",
                    ),
                ),
                (
                    "town",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "存下的查找",
                "ordering": ["kept_at", "id"],
                "constraints": [models.UniqueConstraint(fields=("account", "query"), name="saved_search_once")],
            },
        ),
        migrations.RunPython(index_again, migrations.RunPython.noop),
    ]

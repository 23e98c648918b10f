"""Villagers' opinions take part in the search for similar texts: those already in the index are read in anew."""

from django.db import migrations

from renda.foundation import clock

OPINION = "suggestion.opinion"


def read_in_anew(apps, schema_editor):
    """Leave an open mark; the background work that finishes rebuilds does the rest."""
    if apps.get_model("suggestions", "Opinion").objects.using(schema_editor.connection.alias).exists():
        apps.get_model("search", "RebuildMark").objects.using(schema_editor.connection.alias).update_or_create(
            kind=OPINION, defaults={"last_key": "", "started_at": clock.now(), "finished_at": None}
        )


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0001_initial"), ("search", "0002_index")]

    operations = [migrations.RunPython(read_in_anew, migrations.RunPython.noop)]

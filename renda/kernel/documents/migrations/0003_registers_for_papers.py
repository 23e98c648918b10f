"""The registers of the office's own papers are those a draft may be numbered in."""

from django.db import migrations

OF_PAPERS = ("presidium", "letter", "office")


def mark(apps, schema_editor):
    rows = apps.get_model("documents", "NumberSeries").objects.using(schema_editor.connection.alias)
    rows.filter(key__in=OF_PAPERS).update(for_papers=True)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_register_origins")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]

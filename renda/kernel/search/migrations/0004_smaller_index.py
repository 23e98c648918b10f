"""PostgreSQL keeps the numbers of a text in the index only; the table is made anew and everything indexed again."""

from importlib import import_module

from django.db import migrations

index_again = import_module("renda.kernel.search.migrations.0003_saved_searches").index_again


def on_postgresql(schema_editor):
    return schema_editor.connection.vendor == "postgresql"


def make_anew(apps, schema_editor):
    if on_postgresql(schema_editor):
        from renda.kernel.search.backends.postgres import CREATE, DROP

        for statement in (*DROP, *CREATE):
            schema_editor.execute(statement)


def fill_again(apps, schema_editor):
    if on_postgresql(schema_editor):
        index_again(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_saved_searches")]
    operations = [
        migrations.RunPython(make_anew, migrations.RunPython.noop, hints={"changes": "tables"}),
        migrations.RunPython(fill_again, migrations.RunPython.noop),
    ]

"""On SQLite the tables of slips and ballots get no hidden row number: a row stands where its random key puts it."""

from django.db import migrations

TABLES = ("slip", "sealedballot", "keptballot")


def recreate(schema_editor, ending):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        for name in TABLES:
            table = f"secret_votes_{name}"
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql NOT NULL ORDER BY type = 'index'", [table])
            made, *indexes = [sql for (sql,) in cursor.fetchall()]
            schema_editor.execute(f"DROP TABLE {table}")
            schema_editor.execute(made.removesuffix(" WITHOUT ROWID") + ending)
            for index in indexes:
                schema_editor.execute(index)


def without_row_numbers(apps, schema_editor):
    recreate(schema_editor, " WITHOUT ROWID")


def with_row_numbers(apps, schema_editor):
    recreate(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("secret_votes", "0001_initial")]

    operations = [migrations.RunPython(without_row_numbers, with_row_numbers, hints={"changes": "tables"})]

"""The index itself: one table in PostgreSQL; in SQLite each town's tables are made when it first has an entry."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        from renda.kernel.search.backends.postgres import CREATE

        for statement in CREATE:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        from renda.kernel.search.backends.postgres import DROP

        for statement in DROP:
            schema_editor.execute(statement)
        return
    from renda.kernel.search.backends.sqlite import PAIRS, WORDS

    towns = apps.get_model("search", "IndexedTown").objects.using(connection.alias)
    numbers = towns.values_list("number", flat=True)
    for number in list(numbers):
        schema_editor.execute(f"DROP TABLE IF EXISTS {WORDS.format(number)}")
        schema_editor.execute(f"DROP TABLE IF EXISTS {PAIRS.format(number)}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop, hints={"changes": "tables"})]

"""The tables of a new database, made from where all migrations lead instead of walking through each of them.

Django renders every model anew for every operation of every migration; a database that holds nothing has no need of
the way, only of its end. What a migration does beside the models (triggers, tables of the index) it says with
``RunPython(…, hints=TABLES)``, and that is done here too, in the same order; changing rows is left out, there are none.
``tests/kernel/safekeeping/test_new_database.py`` holds both ways against each other.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps

TABLES = {"changes": "tables"}


def is_new(connection: BaseDatabaseWrapper) -> bool:
    """Has nothing been done to this database yet?"""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    own = MigrationRecorder.Migration._meta.db_table
    return tables <= {own} and not MigrationRecorder(connection).applied_migrations()


def lay_out(connection: BaseDatabaseWrapper) -> None:
    """Make all tables of an empty database and record every migration as done: all of it or nothing."""
    executor = MigrationExecutor(connection)
    steps = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    apps = executor.loader.project_state().apps
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        _make(editor, apps, steps)
        for step in steps:
            executor.recorder.record_applied(step.app_label, step.name)


def _make(editor: BaseDatabaseSchemaEditor, apps: StateApps, steps: list[Migration]) -> None:
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            editor.create_model(model)
    for step in steps:
        for operation in step.operations:
            if isinstance(operation, RunPython) and operation.hints == TABLES:
                operation.code(apps, editor)

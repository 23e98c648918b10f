"""Backups are carried to any number of places; the one folder there was becomes the first of them."""

import django.core.validators
from django.db import migrations, models

import renda.foundation.ids
import renda.kernel.crypto.fields

FIRST = "另一处"


def folder_to_place(apps, schema_editor):
    alias = schema_editor.connection.alias
    places = apps.get_model("safekeeping", "BackupPlace").objects.using(alias)
    for plan in apps.get_model("safekeeping", "BackupPlan").objects.using(alias).exclude(folder=""):
        places.create(name=FIRST, folder=plan.folder[:900])


class Migration(migrations.Migration):
    dependencies = [("safekeeping", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="BackupPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=renda.foundation.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="叫什么")),
                ("folder", models.CharField(max_length=900, unique=True, verbose_name="文件夹")),
                ("mark", models.CharField(blank=True, default="", editable=False, max_length=64)),
                ("on_same_disk", models.BooleanField(default=False, editable=False)),
                ("reached_at", models.DateTimeField(editable=False, null=True, verbose_name="最近一次成功")),
                ("tried_at", models.DateTimeField(editable=False, null=True, verbose_name="最近一次试")),
                (
                    "problem",
                    models.CharField(
                        blank=True, default="", editable=False, max_length=300, verbose_name="没有成功的原因"
                    ),
                ),
            ],
            options={"verbose_name": "备份放到的地方", "ordering": ["name", "id"]},
        ),
        migrations.RunPython(folder_to_place, migrations.RunPython.noop),
        migrations.RemoveField("backupplan", "folder"),
        migrations.AddField(
            "backupplan",
            "often",
            models.PositiveSmallIntegerField(
                choices=[(0, "每天一次"), (240, "每4小时一次"), (60, "每小时一次"), (15, "每15分钟一次")],
                default=0,
                verbose_name="多久一次",
            ),
        ),
        migrations.AddField(
            "backupplan",
            "password",
            renda.kernel.crypto.fields.EncryptedTextField(blank=True, default="", verbose_name="备份密码"),
        ),
        migrations.AlterField(
            "backupplan", "is_on", models.BooleanField(default=True, verbose_name="自动备份")
        ),
        migrations.AlterField(
            "backupplan", "keep", models.PositiveSmallIntegerField(default=14, verbose_name="保留几天的")
        ),
        migrations.AlterField(
            "backupplan",
            "hour",
            models.PositiveSmallIntegerField(
                default=2,
                validators=[django.core.validators.MaxValueValidator(23)],
                verbose_name="每天几点",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("livelihood", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="listed_on",
            field=models.DateField(null=True, verbose_name="候选名单定的日期"),
        ),
    ]

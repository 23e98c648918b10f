from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0002_rehearsal")]
    operations = [
        migrations.AlterField(
            model_name="unit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("county", "县（区、市）"),
                    ("township", "乡镇"),
                    ("congress", "人大"),
                    ("party", "党委"),
                    ("government", "政府"),
                    ("department", "内设机构"),
                    ("station", "基层站所"),
                    ("county_department", "县级部门"),
                    ("village", "村（社区）"),
                    ("other", "其他单位"),
                    ("rehearsal", "演练"),
                    ("library", "公共资料库"),
                ],
                max_length=20,
                verbose_name="类别",
            ),
        ),
    ]

"""What a new office is asked for."""

from __future__ import annotations

from django import forms

from renda.foundation.chinese.names import normalize_name
from renda.foundation.chinese.text import one_line
from renda.kernel.people.accounts import Account
from renda.kernel.people.login import MIN_PASSWORD, password_problem
from renda.web.people.forms import Short, UploadForm, clean_phone

CODE_LENGTHS = (6, 9, 12)
TOWN_ENDS = ("镇", "乡", "街道", "苏木", "民族乡")


class TownForm(Short, forms.Form):
    """Name and place."""

    name = forms.CharField(
        label="乡镇全称", max_length=30, help_text="写全称，后面的“人民代表大会”“主席团”系统自己加。"
    )
    county = forms.CharField(label="所在县（区、市）", max_length=40)
    place_code = forms.CharField(
        label="行政区划代码",
        max_length=12,
        help_text="决定用哪个省、市的地方规定。可以填县级6位、乡镇9位或12位。",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    office_phone = forms.CharField(
        label="人大办电话", max_length=20, help_text="显示在每一页下面，代表有问题时打这个电话。"
    )
    number_word = forms.CharField(
        label="机关代字",
        max_length=12,
        required=False,
        help_text="用在文号里；不填就用乡镇名的简称，以后可以改。",
    )

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"]).replace(" ", "")
        if not name.endswith(TOWN_ENDS):
            raise forms.ValidationError("请写乡镇的全称，例如“云溪镇”。")
        return name

    def clean_place_code(self) -> str:
        code = self.cleaned_data["place_code"].replace(" ", "")
        if not (code.isascii() and code.isdigit()) or len(code) not in CODE_LENGTHS:
            raise forms.ValidationError("区划代码是6位、9位或12位数字，可以在县民政部门或统计部门查到。")
        return code

    def clean_office_phone(self) -> str:
        return clean_phone(self.cleaned_data["office_phone"])

    def clean(self) -> dict:
        data = super().clean()
        name = data.get("name")
        if name and not data.get("number_word"):
            data["number_word"] = f"{name[0]}{name[-1]}"
        return data


class TermForm(Short, forms.Form):
    """The present congress and its latest or next session."""

    number = forms.IntegerField(label="现在是第几届", min_value=1, max_value=99)
    starts_on = forms.DateField(label="本届开始日期", help_text="本届第一次会议的日期。")
    session_number = forms.IntegerField(
        label="最近一次（或下一次）会议是第几次", min_value=1, max_value=30, required=False
    )
    opens_on = forms.DateField(label="开幕日期", required=False)
    closes_on = forms.DateField(label="闭幕日期", required=False)

    def clean(self) -> dict:
        data = super().clean()
        session = [data.get(name) for name in ("session_number", "opens_on", "closes_on")]
        if any(session) and not all(session):
            self.add_error("session_number", "会议的次数、开幕日期、闭幕日期要么都填，要么都不填。")
        if data.get("opens_on") and data.get("closes_on") and data["closes_on"] < data["opens_on"]:
            self.add_error("closes_on", "闭幕日期早于开幕日期，请核对。")
        if data.get("opens_on") and data.get("starts_on") and data["opens_on"] < data["starts_on"]:
            self.add_error("opens_on", "开幕日期早于本届开始日期，请核对。")
        return data


class FileForm(UploadForm):
    """A table, which may also come later."""


class DirectorForm(Short, forms.Form):
    """Whoever answers for the office, with the first account."""

    name = forms.CharField(label="您的姓名", max_length=20)
    post = forms.CharField(label="职务", max_length=40, initial="人大办主任")
    phone = forms.CharField(label="手机号", max_length=20, required=False)
    username = forms.CharField(label="登录名", max_length=40, required=False, help_text="不填就用您的姓名。")
    password = forms.CharField(
        label="密码", max_length=200, widget=forms.PasswordInput, strip=False,
        help_text=f"至少{MIN_PASSWORD}个字符，用一句自己记得住的话最好。",
    )  # fmt: skip
    again = forms.CharField(label="再输一遍密码", max_length=200, widget=forms.PasswordInput, strip=False)
    slips = forms.BooleanField(
        label="同时给导入的代表和单位经办人开通账号，生成初始密码单", required=False, initial=True
    )

    def clean_name(self) -> str:
        return normalize_name(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict:
        data = super().clean()
        data["username"] = one_line(data.get("username") or data.get("name") or "")
        chosen = data.get("password")
        if chosen and (problem := password_problem(chosen, Account(username=data["username"]))):
            self.add_error("password", problem)
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "两遍输入的不一样，请重新输入。")
        return data

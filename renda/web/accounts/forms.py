"""Forms of the own account."""

from __future__ import annotations

from django import forms

from renda.kernel.people.login import password_problem


class LoginForm(forms.Form):
    username = forms.CharField(label="登录名", max_length=40)
    password = forms.CharField(label="密码", max_length=200, widget=forms.PasswordInput, strip=False)


class PasswordForm(forms.Form):
    """A new password needs the old one; length counts, odd characters are not asked for."""

    old = forms.CharField(label="现在的密码", max_length=200, widget=forms.PasswordInput, strip=False)
    new = forms.CharField(
        label="新密码", max_length=200, widget=forms.PasswordInput, strip=False, help_text="至少10个字符，用一句自己记得住的话最好。"
    )
    again = forms.CharField(label="再输一遍新密码", max_length=200, widget=forms.PasswordInput, strip=False)

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_old(self) -> str:
        if not self.account.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError("现在的密码不对，请重新输入。")
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        if problem := password_problem(self.cleaned_data["new"], self.account):
            raise forms.ValidationError(problem)
        return self.cleaned_data["new"]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "两遍输入的不一样，请重新输入。")
        if data.get("new") and data.get("new") == data.get("old"):
            self.add_error("new", "新密码和原来的一样，请换一个。")
        return data


class CodeForm(forms.Form):
    code = forms.CharField(
        label="验证码",
        max_length=8,
        help_text="打开手机上的验证码程序，输入6位数字。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return self.cleaned_data["code"].replace(" ", "")

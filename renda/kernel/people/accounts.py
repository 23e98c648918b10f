"""Accounts: a login for a person; what the person may do comes from appointments and mandates."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from renda.foundation import clock
from renda.foundation.ids import new_id
from renda.kernel.crypto.fields import EncryptedTextField


class AccountManager(BaseUserManager):
    def create_account(self, username: str, password: str, **fields) -> Account:
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.OneToOneField(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    username = models.CharField("登录名", max_length=40, unique=True)
    is_active = models.BooleanField("可以登录", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    first_password_until = models.DateTimeField("初始密码有效期至", null=True, blank=True)
    failed_logins = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    totp_secret = EncryptedTextField(blank=True, default="")
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    totp_last_step = models.BigIntegerField(default=0)
    large_type = models.BooleanField("大字版", default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        verbose_name = "账号"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.person.name if self.person_id else self.username

    @property
    def has_second_factor(self) -> bool:
        return self.totp_confirmed_at is not None

    def is_locked(self) -> bool:
        """True while too many wrong passwords keep the account shut."""
        return self.locked_until is not None and self.locked_until > clock.now()


class LoginEvent(models.Model):
    """Every attempt to log in, for lock-out and for the keeper; never the password."""

    at = models.DateTimeField(default=clock.now)
    username = models.CharField(max_length=40)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="login_events")
    address = models.GenericIPAddressField(null=True)
    outcome = models.CharField(max_length=20)

    class Meta:
        verbose_name = "登录记录"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["address", "-at"])]

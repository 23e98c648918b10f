"""The log can't be changed, and whoever changes the file behind it is found."""

import pytest
from django.db import DatabaseError, connection, transaction

from renda.kernel.audit.models import AppendOnly, AuditEntry
from renda.kernel.audit.record import MASK, record
from renda.kernel.audit.verify import verify_chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(town_set):
    for count in range(5):
        record(town_set.actor("office"), "data.export", data={"what": "代表名册", "count": count, "purpose": "年终考评"})
    return town_set


def lift_triggers() -> None:
    """What an attacker with the database file would do first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_no_update")
            cursor.execute("DROP TRIGGER audit_no_delete")
        else:
            cursor.execute("DROP TRIGGER audit_no_change ON audit_auditentry")


def test_a_whole_chain_verifies(chain):
    report = verify_chain(chain.town)
    assert report.ok and report.entries == 5


def test_the_model_refuses_change_and_deletion(chain):
    entry = AuditEntry.objects.first()
    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        entry.delete()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_too(chain, change):
    rows = AuditEntry.objects.filter(number=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(actor="别人") if change == "update" else rows._raw_delete("default")


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda rows: rows.filter(number=3).update(actor="别人"), "第3条内容被改动过"),
        (lambda rows: rows.filter(number=3)._raw_delete("default"), "第3条缺失"),
        (lambda rows: rows.filter(number=5)._raw_delete("default"), "末尾缺失"),
    ],
)
def test_tampering_behind_the_product_is_found(chain, tamper, said):
    lift_triggers()
    tamper(AuditEntry.objects.filter(town=chain.town))
    assert any(said in fault for fault in verify_chain(chain.town).faults)


def test_masked_values_never_reach_the_log(town_set):
    data = {"phone": "13900001111", "id_number": "110101199003070000"}
    entry = record(town_set.actor("office"), "person.save", town_set.people["deputy"], data)
    assert entry.data == {"phone": MASK, "id_number": MASK}
    assert "13900001111" not in str(entry.content())


def test_an_unregistered_verb_is_an_error(town_set):
    with pytest.raises(KeyError):
        record(town_set.actor("office"), "nobody.knows")

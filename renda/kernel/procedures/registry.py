"""Every declared procedure, found by the fixed file name ``procedure.py`` of each app."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from renda.kernel.access import verbs
from renda.kernel.audit import record
from renda.kernel.procedures.declaration import NEW, Procedure
from renda.law.book import book

_procedures: dict[str, Procedure] = {}


def register(procedure: Procedure) -> Procedure:
    """Add a procedure; its verbs and log sentences are registered with it. Faults stop the start."""
    if procedure.key in _procedures:
        raise ImproperlyConfigured(f"程序 {procedure.key} 声明了两次")
    check(procedure)
    for transition in procedure.transitions:
        if not verbs.is_known(transition.who):
            verbs.register(**{transition.who: transition.label})
        record.register(
            f"{procedure.key}.{transition.verb}",
            transition.sentence or f"{transition.label}：{{object}}",
            transition.masked,
        )
    _procedures[procedure.key] = procedure
    return procedure


def check(procedure: Procedure) -> None:
    """Refuse a declaration that names an unknown state, follow-up or rule."""
    known = {state.key for state in procedure.states} | {NEW}
    names = {transition.verb for transition in procedure.transitions}
    faults = []
    for transition in procedure.transitions:
        strange = {*transition.source, transition.target or NEW} - known
        faults += [f"{transition.verb} 用了没有声明的状态 {state}" for state in sorted(strange)]
        faults += [f"{transition.verb} 的后续步骤 {name} 不存在" for name in transition.then if name not in names]
        rules = {*transition.law, *(start.rule for start in transition.starts)}
        faults += [f"{transition.verb} 引用了没有的规则 {rule}" for rule in sorted(rules - set(book().ids()))]
    if faults:
        raise ImproperlyConfigured(f"程序 {procedure.key}：" + "；".join(faults))


def procedure(key: str) -> Procedure:
    return _procedures[key]


def procedures() -> list[Procedure]:
    return [_procedures[key] for key in sorted(_procedures)]


def procedure_of(matter) -> Procedure:
    """The procedure that moves this kind of matter."""
    label = matter._meta.label_lower
    return next(found for found in _procedures.values() if found.model.lower() == label)


def model_of(found: Procedure):
    return apps.get_model(found.model)


def action(found: Procedure, verb: str) -> ModuleType:
    """The module with the effect of a verb: ``<actions>.<verb>``."""
    return import_module(f"{found.actions}.{verb}")

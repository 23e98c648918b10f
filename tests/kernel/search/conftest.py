"""A registered source of its own, so that the tests need no module of the product."""

import pytest

from renda.kernel.search import commonness, sources

KIND = "probe.paper"
OTHER_KIND = "probe.slip"


class Probe(sources.Source):
    """Shows what its ``allowed`` says; ``None`` means everything."""

    key = KIND
    label_zh = "试验公文"
    comparable = True
    allowed = None
    asked = 0

    def visible(self, actor, ids):
        self.asked += 1
        return set(ids) if self.allowed is None else set(ids) & self.allowed


class OtherProbe(sources.Source):
    key = OTHER_KIND
    label_zh = "试验条子"

    def visible(self, actor, ids):
        return set(ids)


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    """Only the probes are registered: the actors of these tests mean nothing to the product's policies."""
    monkeypatch.setattr(sources, "_sources", {})
    commonness.forget()
    sources.register(Probe)
    sources.register(OtherProbe)
    yield sources.source(KIND)
    commonness.forget()

"""Clock, ids, digests."""

import io
import json
import re
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from renda.foundation import clock, hashing, ids


def test_clock_lives_in_china():
    assert clock.now().utcoffset() == timedelta(hours=8)
    assert clock.today() == clock.now().date()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_clock_can_be_set_and_comes_back():
    with clock.set_to(date(2026, 3, 5)):
        assert clock.today() == date(2026, 3, 5)
        assert clock.year() == 2026
        assert clock.now() == clock.at(date(2026, 3, 5))
        with clock.shifted(timedelta(days=30)):
            assert clock.today() == date(2026, 4, 4)
        assert clock.today() == date(2026, 3, 5)
    assert clock.today() == datetime.now(clock.ZONE).date()


def test_clock_comes_back_after_an_error():
    with pytest.raises(RuntimeError), clock.set_to(date(2000, 1, 1)):
        raise RuntimeError
    assert clock.year() > 2000


def test_clock_reads_an_hour_without_zone_as_china():
    with clock.set_to(datetime(2026, 3, 5, 23, 30)):  # noqa: DTZ001  the point of the test
        assert clock.now().isoformat() == "2026-03-05T23:30:00+08:00"


def test_ids_are_version_seven_unique_and_in_order():
    made = [ids.new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {(u.version, u.variant) for u in made} == {(7, "specified in RFC 4122")}
    millis = [u.int >> 80 for u in made]
    assert millis == sorted(millis)


def test_random_id_tells_no_time():
    assert ids.random_id().version == 4


def test_token_is_long_and_safe_in_links():
    tokens = {ids.token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[\w-]{32}", t) for t in tokens)


def test_digests_known_answers():
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert hashing.sha256_hex(b"") == hashing.sha256_hex("") == empty
    assert hashing.sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_stream_equals_bytes():
    data = bytes(range(256)) * 9000
    assert hashing.sha256_stream(io.BytesIO(data)) == hashing.sha256_hex(data)
    assert len(list(hashing.chunks(io.BytesIO(data), 1 << 20))) == 3


def test_canonical_json():
    assert hashing.canonical_json({"b": 1, "a": "张"}) == '{"a":"张","b":1}'
    assert hashing.canonical_json({"a": [1], "b": None}) == hashing.canonical_json({"b": None, "a": [1]})
    assert json.loads(hashing.canonical_json({"day": date(2026, 3, 5)})) == {"day": "2026-03-05"}


def test_chain_depends_on_everything_before():
    first = hashing.chain_link("", {"n": 1})
    assert hashing.chain_link(first, {"n": 2}) != hashing.chain_link("", {"n": 2})
    assert hashing.chain_link(first, {"n": 2}) == hashing.chain_link(
        hashing.chain_link("", {"n": 1}), {"n": 2}
    )


def test_ids_rise_even_within_a_millisecond():
    made = [ids.new_id() for _ in range(20_000)]
    assert made == sorted(made) and len(set(made)) == len(made)
    assert all(one.version == 7 and one.variant == uuid.RFC_4122 for one in made)

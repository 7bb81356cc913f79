"""Whatever bytes come: one error at most, no row that was not there, sums that agree, limits."""

import io
import tracemalloc
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.imports.readers import tables
from mealtracker.imports.readers.registry import plan_file, read_file
from mealtracker.imports.rows import BadRow, BankRow, Read, UnreadableFile

from tests.imports.readers.reading import OPTIONS, reads, rows
from tests.imports.readers.test_presets import FIREFLY, MINT, OWN, SIMPLIFI, YNAB
from tests.imports.readers.test_shared_costs import SPLIIT, SPLITWISE

KNOWN = [OWN, MINT, YNAB, FIREFLY, SIMPLIFI, SPLITWISE, SPLIIT]
NAMES = ["a.csv", "a.tsv", "a.json", "a.zip", "a.xlsx", "a"]
CELLS = [
    *("Date", "Amount", "Payee", "2026-11-02", "13/11/2026", "1.234,5", "(5)", '"', "", "x", "-"),
    *("Total", "99999999999999", "€", "\ufeff", "1e5", "=1", "\u202e", "32/13/2026"),
]
SOMETIMES = settings(
    max_examples=150,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _reads_or_refuses(content: bytes, name: str) -> list[Read]:
    file = io.BytesIO(content)
    try:
        return list(read_file(file, plan_file(file, name, OPTIONS), OPTIONS))
    except UnreadableFile:
        return []


def _lines(content: bytes) -> int:
    return max(1, content.count(b"\n") + content.count(b"\r") + 1)


@SOMETIMES
@given(content=st.binary(max_size=400), name=st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(content, name):
    assert len(_reads_or_refuses(content, name)) <= _lines(content)


@SOMETIMES
@given(
    start=st.sampled_from(
        [b"PK\x03\x04", b"PK\x03\x04[Content_Types].xml", b"{", b"[", b"\xff\xfe"]
    ),
    content=st.binary(max_size=300),
    name=st.sampled_from(NAMES),
)
def test_any_bytes_behind_a_good_start_are_read_or_refused(start, content, name):
    _reads_or_refuses(start + content, name)


@SOMETIMES
@given(
    lines=st.lists(
        st.lists(
            st.sampled_from(CELLS),
            max_size=6,
        ),
        max_size=12,
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_table_has_at_most_a_row_for_each_line(lines, delimiter):
    content = "\n".join(delimiter.join(line) for line in lines).encode()

    found = _reads_or_refuses(content, "a.csv")

    places = [one.line for one in found if isinstance(one, BankRow | BadRow)]
    assert len(found) <= len(lines)
    assert places == sorted(set(places))


@SOMETIMES
@given(
    known=st.sampled_from(KNOWN),
    cut=st.integers(0, 600),
    flips=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=5),
)
def test_a_damaged_file_of_a_system_is_read_or_refused(known, cut, flips):
    content = bytearray(known.encode()[: max(cut, 1)])
    for place, value in flips:
        content[place % len(content)] = value

    found = _reads_or_refuses(bytes(content), "a.csv")

    assert len(found) <= _lines(bytes(content))


@SOMETIMES
@given(
    minors=st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30),
    decimal=st.sampled_from(".,"),
    group=st.sampled_from(["", " ", "'"]),
)
def test_sums_agree(minors, decimal, group):
    minors.append(-1)  # something is spent
    lines = [f'2026-11-02;Bar;"{_written(minor, decimal, group)}"' for minor in minors]

    found = rows("\n".join(["Date;Payee;Amount", *lines]), is_flipped=False)

    assert [row.minor for row in found] == minors


def _written(minor: int, decimal: str, group: str) -> str:
    whole, fraction = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{f'{whole:,}'.replace(',', group)}{decimal}{fraction:02}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \r\n\r\n", "is empty", id="blank lines"),
        pytest.param(b"Date,Payee,Amount\n2026-11-02,B\0r,-1\n", "zero bytes", id="a zero byte"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "zero bytes", id="a picture"),
        pytest.param(b"Dear all,\nthis is a letter.\n", "no table", id="a letter"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n", "no file of transactions", id="a PDF"),
        pytest.param(b"<html><body>Sign in</body></html>", "no file of transactions", id="a page"),
        pytest.param("Date,Payee\n2026".encode("utf-16")[:-1], "cut off", id="half a sign"),
        pytest.param("Caf\u00e9,é".encode()[:-1], "cut off", id="half a sign in UTF-8"),
        pytest.param(b"x" * 200_000, "longer than any row", id="one endless line"),
        pytest.param(b"a,b\n" + b"," * 500 + b"\n", "501 cells", id="endless columns"),
    ],
)
def test_what_is_no_table_is_refused_and_says_why(content, message):
    with pytest.raises(UnreadableFile, match=message):
        reads(content)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "ROWS_MAX", 100)

    with pytest.raises(UnreadableFile, match="more than 100 rows"):
        reads("Date,Payee,Amount\n" + "2026-11-02,Bar,-1.00\n" * 101)


def test_a_long_file_takes_no_more_memory_than_a_short_one():
    content = "Date,Payee,Amount\n" + "2026-11-02,Noodle Bar,-1.00\n" * 5_000
    file = io.BytesIO(content.encode())
    plan = plan_file(file, "a.csv", OPTIONS)

    tracemalloc.start()
    count = sum(1 for _ in read_file(file, plan, OPTIONS))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 5_000
    assert most < 2_000_000

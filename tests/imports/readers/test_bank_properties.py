"""What holds for every reader of a bank's format, whatever it is given."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mealtracker.domain.currencies import Currency
from mealtracker.domain.money import amount_text
from mealtracker.imports.readers.camt import CamtReader
from mealtracker.imports.readers.mt940 import Mt940Reader
from mealtracker.imports.readers.ofx import OfxReader
from mealtracker.imports.readers.qif import QifReader
from mealtracker.imports.rows import RAW_MAX, Reader, UnreadableFile

from tests.imports.readers.bank_files import (
    bad_rows,
    balance,
    camt,
    entry,
    mt940,
    ofx,
    read,
    rows,
    statements,
)

EUR = Currency("EUR")
OPENING = 10_000
#: A payment: how much, on which day of November, to whom.
PAYMENTS = st.lists(
    st.tuples(
        st.integers(-10_000_000, 10_000_000).filter(bool),
        st.integers(1, 30),
        st.sampled_from(["Blue Heron", "Café Müller", "Žižkov 9", "寿司", "O'Neill", "7-Eleven"]),
    ),
    max_size=8,
)
type Payments = list[tuple[int, int, str]]

proves = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ofx_file(payments: Payments) -> str:
    return ofx(*(
        f"<DTPOSTED>202611{day:02}<TRNAMT>{amount_text(minor, EUR)}<NAME>{who}"
        for minor, day, who in payments
    ))  # fmt: skip


def qif_file(payments: Payments) -> str:
    listed = "".join(
        f"D{day}.11.2026\nT{amount_text(minor, EUR)}\nP{who}\n^\n" for minor, day, who in payments
    )
    return f"!Type:Bank\n{listed}"


def camt_file(payments: Payments) -> str:
    closing = OPENING + sum(minor for minor, _, _ in payments)
    balances = balance("OPBD", "100.00") + balance(
        "CLBD", amount_text(abs(closing), EUR), sign="CRDT" if closing >= 0 else "DBIT"
    )
    return camt(
        *(
            entry(
                amount_text(abs(minor), EUR),
                "CRDT" if minor > 0 else "DBIT",
                details="<TxDtls><RltdPties><{0}><Nm>{1}</Nm></{0}></RltdPties></TxDtls>".format(
                    "Dbtr" if minor > 0 else "Cdtr", who
                ),
            ).replace("2026-11-03", f"2026-11-{day:02}")
            for minor, day, who in payments
        ),
        balances=balances,
    )


def mt940_file(payments: Payments) -> str:
    def amount(minor: int) -> str:
        return amount_text(abs(minor), EUR).replace(".", ",")

    closing = OPENING + sum(minor for minor, _, _ in payments)
    return mt940(
        *(
            f":61:2611{day:02}{'C' if minor > 0 else 'D'}{amount(minor)}NMSCNONREF\n:86:{who}"
            for minor, day, who in payments
        ),
        closing=f"{'C' if closing >= 0 else 'D'}261130EUR{amount(closing)}",
    )


FORMATS = [
    pytest.param(OfxReader(), ofx_file, r"<STMTTRN", id="ofx"),
    pytest.param(QifReader(), qif_file, r"(?m)[D^S]", id="qif"),
    pytest.param(CamtReader(), camt_file, r"Ntry|TxDtls", id="camt"),
    pytest.param(Mt940Reader(), mt940_file, r":61:", id="mt940"),
]
type Write = Callable[[Payments], str]


def _refusal(reader: Reader, content: bytes, beginning: str) -> str | None:
    """Return why a file is refused; where it is not, check that what came out could come in."""
    try:
        found = read(reader, content)
    except UnreadableFile as error:
        return error.message
    text = content.decode("latin-1")
    lines = 1 + len(re.findall(r"\r\n|\r|\n", text))
    assert len(rows(found)) <= len(re.findall(beginning, text)) + 1
    for row in [*rows(found), *bad_rows(found)]:
        assert 1 <= row.line <= lines
        assert len(row.raw) <= RAW_MAX
    for row in rows(found):
        assert date(1970, 1, 1) <= row.day < date(2100, 1, 1)
        assert (row.payee, row.memo) == (row.payee.strip(), row.memo.strip())
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", row.payee + row.memo)
    assert all(row.message for row in bad_rows(found))
    return None


@pytest.mark.parametrize(("reader", "write", "beginning"), FORMATS)
@given(content=st.binary(max_size=400))
@proves
def test_any_bytes_are_read_or_refused_in_a_sentence(
    reader: Reader, write: Write, beginning: str, content: bytes
) -> None:
    refusal = _refusal(reader, content, beginning)

    assert refusal is None or refusal.endswith(".")


@pytest.mark.parametrize(("reader", "write", "beginning"), FORMATS)
@given(
    payments=PAYMENTS,
    hits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=6)),
        min_size=1,
        max_size=5,
    ),
    encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
)
@proves
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    reader: Reader,
    write: Write,
    beginning: str,
    payments: Payments,
    hits: list[tuple[float, int, bytes]],
    encoding: str,
) -> None:
    content = bytearray(write(payments).encode(encoding))
    for place, length, put in hits:
        start = int(place * len(content))
        content[start : start + length] = put

    refusal = _refusal(reader, bytes(content), beginning if encoding != "utf-16" else "(?s).")

    assert refusal is None or refusal.endswith(".")


@pytest.mark.parametrize(("reader", "write", "beginning"), FORMATS)
@given(payments=PAYMENTS.filter(bool))
@proves
def test_what_was_written_is_what_is_read(
    reader: Reader, write: Write, beginning: str, payments: Payments
) -> None:
    found = read(reader, write(payments))

    assert [(row.minor, row.day.day, row.payee) for row in rows(found)] == payments
    assert bad_rows(found) == []


@pytest.mark.parametrize(
    ("reader", "write"),
    [
        pytest.param(CamtReader(), camt_file, id="camt"),
        pytest.param(Mt940Reader(), mt940_file, id="mt940"),
    ],
)
@given(payments=PAYMENTS)
@proves
def test_the_rows_add_up_to_the_balances(reader: Reader, write: Write, payments: Payments) -> None:
    found = read(reader, write(payments))

    statement = statements(found)[0]
    assert statement.opening_minor == OPENING
    assert statement.closing_minor == OPENING + sum(row.minor for row in rows(found))


@pytest.mark.parametrize(("reader", "write", "beginning"), FORMATS)
@given(payments=PAYMENTS.filter(bool))
@proves
def test_each_file_is_recognised_by_its_reader_alone(
    reader: Reader, write: Write, beginning: str, payments: Payments
) -> None:
    head = write(payments).encode()

    others = [one.values[0] for one in FORMATS if one.values[0] is not reader]
    assert reader.recognises(head, "file") == 100
    assert [other.recognises(head, "file") for other in others] == [0, 0, 0]

"""Tables of banks that are known to nobody: what is proposed, what is asked, what can be chosen."""

import pytest

from mealtracker.imports.rows import DateOrder, Role, UnreadableFile

from tests.imports.readers.reading import planned, reads, rows

SPENT = "No amount is below zero. Are these amounts what was spent?"


def _roles(content: str) -> dict[str, str]:
    plan = planned(content)
    return {
        name: str(role)
        for name, role in zip(plan.header, plan.mapping, strict=True)
        if role is not None
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "Buchungstag;Wertstellung;Auftraggeber/Empfänger;Verwendungszweck;"
            "Umsatz;Währung;Saldo\n"
            "13.11.2026;14.11.2026;Gasthof;Mittag;-12,00;EUR;88,00\n",
            {
                "Buchungstag": "day",
                "Wertstellung": "booked_on",
                "Auftraggeber/Empfänger": "payee",
                "Verwendungszweck": "memo",
                "Umsatz": "amount",
                "Währung": "currency",
                "Saldo": "balance",
            },
            id="German",
        ),
        pytest.param(
            "Date opération;Libellé;Débit;Crédit;Solde\n13/11/2026;Bistro;12,00;;88,00\n",
            {
                "Date opération": "day",
                "Libellé": "payee",
                "Débit": "debit",
                "Crédit": "credit",
                "Solde": "balance",
            },
            id="French",
        ),
        pytest.param(
            "Fecha operación;Concepto;Importe;Divisa;Saldo\n13/11/2026;Bar;-12,00;EUR;88,00\n",
            {
                "Fecha operación": "day",
                "Concepto": "payee",
                "Importe": "amount",
                "Divisa": "currency",
                "Saldo": "balance",
            },
            id="Spanish",
        ),
        pytest.param(
            "Data,Lançamento,Valor,Categoria\n13/11/2026,Padaria,-12.00,Comida\n",
            {"Data": "day", "Lançamento": "payee", "Valor": "amount", "Categoria": "category"},
            id="Portuguese",
        ),
        pytest.param(
            "Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n"
            "11/13/2026,11/14/2026,NOODLE BAR,Food & Drink,Sale,-12.00,\n",
            {
                "Transaction Date": "day",
                "Post Date": "booked_on",
                "Description": "payee",
                "Category": "category",
                "Amount": "amount",
                "Memo": "memo",
            },
            id="a card, whose amounts have signs of their own",
        ),
        pytest.param(
            "Date,Details,Amount,Debit/Credit\n2026-11-13,Noodle Bar,12.00,D\n"
            "2026-11-14,Refund,5.00,C\n",
            {"Date": "day", "Details": "payee", "Amount": "amount", "Debit/Credit": "sign"},
            id="a word for the sign",
        ),
        pytest.param(
            "日付,店名,金額\n2026/11/13,吉野家,-350\n",
            {"日付": "day", "店名": "payee", "金額": "amount"},
            id="words that nobody knows here, by the values",
        ),
    ],
)
def test_roles_are_proposed_from_words_and_values(content, expected):
    assert _roles(content) == expected


def test_columns_of_debits_and_credits_say_the_sign_with_a_minus_or_without():
    content = (
        "Date,Payee,Debit,Credit\n2026-11-13,Bar,12.00,\n2026-11-14,Bar,-3.00,\n"
        "2026-11-15,Back,0.00,5.00\n"
    )

    assert [row.minor for row in rows(content)] == [-1200, -300, 500]


def test_a_table_without_a_header_is_read_by_its_values_and_asked_about():
    content = "2026-11-13,Noodle Bar,-12.00\n2026-11-14,Corner Shop,-3.50\n"

    plan = planned(content)

    assert plan.header_line == 0
    assert plan.mapping == (Role.DAY, Role.PAYEE, Role.AMOUNT)
    assert [question.option for question in plan.questions] == ["mapping"]
    assert [(row.line, row.payee) for row in rows(content)] == [
        (1, "Noodle Bar"),
        (2, "Corner Shop"),
    ]


@pytest.mark.parametrize(
    ("days", "order", "is_asked"),
    [
        pytest.param(["01/02/2026", "13/02/2026"], "DMY", False, id="a 13th shows the day"),
        pytest.param(["01/02/2026", "02/13/2026"], "MDY", False, id="and so does an American one"),
        pytest.param(["01/02/2026", "01/03/2026"], "DMY", True, id="nothing shows it"),
        pytest.param(["11/30/2026", "12/01/2026"], "MDY", False, id="one value decides for all"),
        pytest.param(["05/05/2026", "06/06/2026"], "DMY", False, id="both readings are the same"),
        pytest.param(["01.02.2026", "03.02.2026"], "DMY", False, id="dots are never American"),
        pytest.param(["2026-02-01", "2026-02-03"], "DMY", False, id="the year comes first"),
        pytest.param(
            ["07/02/2026", "07/03/2026", "10/09/2026", "11/01/2026"],
            "MDY",
            True,
            id="asked, with the reading that is in order",
        ),
    ],
)
def test_the_order_of_dates_is_decided_for_the_whole_column(days, order, is_asked):
    lines = [f"{day},Bar,-1.00" for day in days]
    content = "\n".join(["Date,Payee,Amount", *lines])

    plan = planned(content)

    assert plan.date_order == order
    assert [question.option for question in plan.questions] == ["date_order"] * is_asked


def test_an_answer_closes_its_question():
    content = "Date,Payee,Amount\n01/02/2026,Bar,-1.00\n"

    assert planned(content, date_order=DateOrder.MDY).questions == ()
    assert str(rows(content, date_order=DateOrder.MDY)[0].day) == "2026-01-02"
    assert str(rows(content)[0].day) == "2026-02-01"


def test_a_date_of_the_other_order_is_a_bad_row_and_not_another_day():
    found = reads(
        "Date,Payee,Amount\n13/02/2026,Bar,-1.00\n14/02/2026,Bar,-1.00\n02/28/2026,X,-1\n"
    )

    assert [type(one).__name__ for one in found] == ["BankRow", "BankRow", "BadRow"]


@pytest.mark.parametrize(
    ("amounts", "mark", "is_asked", "minors"),
    [
        pytest.param(["-1.234", "-3.50"], ".", False, None, id="a point with two decimals"),
        pytest.param(["-1.234", "-3,50"], ",", False, [-123400, -350], id="a comma with two"),
        pytest.param(["-1.234", "-2"], ",", True, [-123400, -200], id="nothing shows it"),
        pytest.param(["-1,234", "-2"], ".", True, [-123400, -200], id="nothing shows it either"),
        pytest.param(["-3", "-2"], ".", False, [-300, -200], id="no decimals at all"),
    ],
)
def test_the_decimal_mark_is_decided_for_the_whole_file(amounts, mark, is_asked, minors):
    content = "\n".join(["Date;Payee;Amount", *(f"2026-11-13;Bar;{one}" for one in amounts)])

    plan = planned(content)

    assert plan.decimal_mark == mark
    assert [question.option for question in plan.questions] == ["decimal_mark"] * is_asked
    if minors:
        assert [row.minor for row in rows(content)] == minors


def test_amounts_that_are_all_above_zero_are_asked_about_and_taken_for_spent():
    content = "Date,Payee,Amount\n2026-11-13,Bar,12.00\n2026-11-14,Shop,3.50\n"

    assert [question.message for question in planned(content).questions] == [SPENT]
    assert [row.minor for row in rows(content)] == [-1200, -350]
    assert [row.minor for row in rows(content, is_flipped=False)] == [1200, 350]
    assert planned(content, is_flipped=False).questions == ()


def test_a_mapping_can_be_corrected():
    content = "Date,A,B,C,Amount\n2026-11-13,Noodle Bar,Lunch,Ana; Bo,-12.00\n"
    mapping = (Role.DAY, Role.MEMO, Role.PAYEE, Role.PEOPLE, Role.AMOUNT)

    row = rows(content, mapping=mapping)[0]

    assert (row.payee, row.memo, row.people) == ("Lunch", "Noodle Bar", ("Ana", "Bo"))


def test_a_table_without_days_is_asked_about_and_not_read():
    content = "Payee,Amount,Note\nNoodle Bar,-12.00,lunch\n"

    assert [question.message for question in planned(content).questions] == [
        "Which column holds the day?"
    ]
    with pytest.raises(UnreadableFile, match="No column of this file holds a day"):
        reads(content)


def test_files_with_the_same_columns_have_one_fingerprint():
    one = planned("Date,Payee,Amount\n2026-11-13,Bar,-1.00\n").fingerprint

    assert planned("date;payee;amount\n2026-11-14;Shop;-2.00\n").fingerprint == one
    assert planned("Date,Shop,Amount\n2026-11-13,Bar,-1.00\n").fingerprint != one


def test_currencies_are_taken_from_the_column_the_cell_or_the_header():
    column = "Date,Payee,Amount,Currency\n2026-11-13,Bar,-1000,JPY\n"
    cell = "Date,Payee,Amount\n2026-11-13,Bar,-1.00 €\n2026-11-13,Bar,-$2.00\n"
    header = "Date,Payee,Amount (KWD)\n2026-11-13,Bar,-1.5\n"
    sign = "Datum;Empfänger;Betrag (€)\n13.11.2026;Bar;-1,5\n"

    assert [(row.minor, row.currency) for row in rows(column)] == [(-1000, "JPY")]
    assert [(row.minor, row.currency) for row in rows(cell)] == [(-100, "EUR"), (-200, None)]
    assert [(row.minor, row.currency) for row in rows(header)] == [(-1500, "KWD")]
    assert [(row.minor, row.currency) for row in rows(sign)] == [(-150, "EUR")]


def test_states_say_what_has_not_moved():
    content = (
        "Date,Payee,Amount,State\n2026-11-13,Bar,-1.00,COMPLETED\n2026-11-13,Bar,-2.00,PENDING\n"
        "2026-11-13,Bar,-3.00,DECLINED\n"
    )

    assert [(row.is_pending, row.flags) for row in rows(content)] == [
        (False, ()),
        (True, ()),
        (False, ("called_off",)),
    ]


def test_a_column_of_times_says_when():
    content = "Date,Time,Payee,Amount\n13/11/2026,19:30:00,Bar,-1.00\n"

    assert [(str(row.day), row.time) for row in rows(content)] == [("2026-11-13", "19:30")]


def test_an_instant_is_moved_to_the_zone_of_the_household_and_a_day_is_not():
    content = "Date,Payee,Amount\n2026-11-13T23:30:00Z,Bar,-1.00\n2026-11-13T00:00:00Z,Bar,-2.00\n"

    assert [(str(row.day), row.time) for row in rows(content)] == [
        ("2026-11-14", "00:30"),
        ("2026-11-13", None),
    ]

"""Beancount, ledger and hledger: read back, everything balances and says where the money went."""

import re
from collections import defaultdict
from decimal import Decimal
from uuid import UUID

import pytest

from mealtracker.expenses.out import show_expense
from mealtracker.exports.postings import payment_account, postings

JOURNALS = ("beancount", "ledger", "hledger")
HEAD = re.compile(r"(\d{4}-\d\d-\d\d) \* (.*)")
OPEN = re.compile(r"(\d{4}-\d\d-\d\d) open (\S+)")
# Two blanks or more end the name of an account; a part begins with a capital letter or a digit.
POSTING = re.compile(
    r"\s+([A-Z]\w*(?::[^\W_a-z][^\W_]*(?:-[^\W_]+)*)+)\s{2,}(-?\d+(?:\.\d+)?) ([A-Z]{3})"
)
DETAIL = re.compile(r"\s+(?:; )?([a-z]+): ?(.*)|\s+; (.*)")


def read(text: str) -> list[dict]:
    """Return the transactions of a journal; a line that none of the three knows is an error."""
    found: list[dict] = []
    for line in text.splitlines():
        if not line or line.startswith((";", "option ", "decimal-mark ")) or OPEN.fullmatch(line):
            continue
        if head := HEAD.fullmatch(line):
            found.append({"day": head[1], "head": head[2], "details": {}, "postings": []})
        elif posting := POSTING.fullmatch(line):
            account, amount, currency = posting.groups()
            found[-1]["postings"].append((account, Decimal(amount), currency))
        else:
            detail = DETAIL.fullmatch(line)
            assert detail, line
            found[-1]["details"][detail[1] or ""] = detail[2] or detail[3]
    return found


@pytest.fixture
def meals(alice):
    """Record what is hard to write down: refunds, odd names, three currencies, parts."""
    alice.spends(
        "27.50",
        place='(The) "Bar"; x | y',
        category="Dining",
        payment="Visa (1234)",
        tags=["team lunch", "食事"],
        people=["Ana, B"],
        note='a "q" \\ b; c\n=1+1, d: e',
        tip="2.50",
        tax="1.20",
        eaten_at="19:40",
    )
    alice.spends("1200", currency="JPY", kind="refund", tip="100", payment="食", place="Zia")
    alice.spends("1.234", currency="KWD", eaten_on="2026-11-19")
    alice.spends("0", tip="0")
    alice.spends("1.00", tip="3.00", note="more tip than bill")


@pytest.mark.parametrize("name", JOURNALS)
def test_every_transaction_balances_in_its_currency(exported, meals, name):
    found = read(exported(name).decode())

    assert len(found) == 5
    for transaction in found:
        sums = defaultdict(Decimal)
        for _, amount, currency in transaction["postings"]:
            sums[currency] += amount
        assert len(transaction["postings"]) >= 2
        assert set(sums.values()) == {0}, transaction


@pytest.mark.parametrize("name", JOURNALS)
def test_tip_and_tax_have_accounts_of_their_own(exported, meals, name):
    bar = read(exported(name, "place:bar").decode())

    assert [transaction["postings"] for transaction in bar] == [
        [
            ("Expenses:Food:Dining", Decimal("23.80"), "USD"),
            ("Expenses:Food:Tax", Decimal("1.20"), "USD"),
            ("Expenses:Food:Tip", Decimal("2.50"), "USD"),
            ("Assets:Payment:Visa-1234", Decimal("-27.50"), "USD"),
        ]
    ]


@pytest.mark.parametrize("name", JOURNALS)
def test_refund_goes_the_other_way(exported, meals, name):
    (transaction,) = read(exported(name, "is:refund").decode())

    assert transaction["postings"] == [
        ("Expenses:Food", Decimal(-1100), "JPY"),
        ("Expenses:Food:Tip", Decimal(-100), "JPY"),
        ("Assets:Payment:X-食", Decimal(1200), "JPY"),
    ]


@pytest.mark.parametrize("name", JOURNALS)
def test_oldest_comes_first(exported, meals, name):
    days = [transaction["day"] for transaction in read(exported(name).decode())]

    assert days == sorted(days)
    assert days[0] == "2026-11-19"


def test_beancount_quotes_what_is_written(exported, meals):
    (bar,) = read(exported("beancount", "place:bar").decode())

    narration = r'"a \"q\" \\ b; c =1+1, d: e"'
    assert bar["head"] == rf'"(The) \"Bar\"; x | y" {narration} #team-lunch'
    assert bar["details"]["people"] == '"Ana, B"'
    assert bar["details"]["tags"] == '"team lunch; 食事"'
    assert bar["details"]["time"] == '"19:40"'


def test_beancount_opens_each_account_once_before_its_first_day(exported, meals):
    text = exported("beancount").decode()

    opened = [(day, account) for day, account in OPEN.findall(text)]
    used = {account for transaction in read(text) for account, *_ in transaction["postings"]}
    assert {day for day, _ in opened} == {"1900-01-01"}
    assert sorted(account for _, account in opened) == sorted(used)


def test_ledger_takes_no_name_for_a_code_or_a_comment(exported, meals):
    (bar,) = read(exported("ledger", "place:bar").decode())

    assert bar["head"] == '() (The) "Bar", x | y'
    assert bar["details"]["note"] == 'a "q" \\ b; c =1+1, d: e'
    assert bar["details"][""] == ":team-lunch:食事:"


def test_hledger_has_payee_and_note_and_tags(exported, meals):
    (bar,) = read(exported("hledger", "place:bar").decode())

    assert bar["head"] == '() (The) "Bar", x / y | a "q" \\ b, c =1+1, d: e'
    assert bar["details"]["people"] == "Ana  B"
    assert bar["details"][""] == "team-lunch:, 食事:"


@pytest.mark.parametrize("name", JOURNALS)
def test_expense_is_named_by_its_id(exported, alice, name):
    made = alice.spends()["id"]

    (transaction,) = read(exported(name).decode())

    assert transaction["details"]["id"].strip('"') == made


@pytest.mark.parametrize(
    ("payment", "account"),
    [
        ("Visa", "Assets:Payment:Visa"),
        ("my card", "Assets:Payment:My-card"),
        ("a:b/c  d", "Assets:Payment:A-b-c-d"),
        ("4711", "Assets:Payment:4711"),
        ("_x_", "Assets:Payment:X"),
        ("ñandú", "Assets:Payment:Ñandú"),
        ("ßa", "Assets:Payment:SSa"),
        ("現金", "Assets:Payment:X-現金"),
        ("हिन्दी", "Assets:Payment:X-हनद"),
        ("²½", "Assets:Payment"),
        ("!?", "Assets:Payment"),
        (None, "Assets:Payment"),
    ],
)
def test_account_is_one_that_all_three_read(db, alice, payment, account):
    made = alice.spends(payment=payment)
    with db.reading() as reading:
        expense = show_expense(reading, alice.actor, UUID(made["id"]))

    assert payment_account(expense) == account
    assert postings(expense)[-1].account == account

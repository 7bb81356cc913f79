"""`meal expense`: recording and finding expenses."""

from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, Final
from uuid import UUID

import click

from mealtracker.cli.opened import opened
from mealtracker.cli.output import print_json, print_table
from mealtracker.cli.refusals import examples, read_draft
from mealtracker.domain.meals import ExpenseKind, Meal, OrderType

if TYPE_CHECKING:
    from mealtracker.expenses.schemas import ExpenseOut

_TEXTS: Final = {
    "eaten_on": "Day, like 2026-11-23. Default: today.",
    "eaten_at": "Local time, like 19:40.",
    "zone": "Time zone of --eaten-at, like Europe/Berlin.",
    "place": "Name of the place: found, or made when it is new.",
    "place_id": "Its id instead of a name.",
    "category": "Name of a category that exists.",
    "currency": "Three letters. Default: the household's.",
    "subtotal": "Sum of the items.",
    "discount": "What was taken off.",
    "tax": "Tax.",
    "tip": "Tip.",
    "service_charge": "Service charge.",
    "fees": "Fees, such as for delivery.",
    "rounding": "Rounding; may be negative.",
    "payment": "How it was paid, like Card.",
    "note": "Anything worth keeping.",
}
#: Named here, so that help need not import how they are written; a test compares them.
_FORMATS: Final = "csv xlsx json ndjson ofx qif beancount ledger hledger".split()
_USER: Final = "Account to act for; default: MEALTRACKER_USER."
_CHOICES: Final = {
    "kind": (ExpenseKind, "Default: expense."),
    "meal": (Meal, "Which meal it was."),
    "order_type": (OrderType, "How the food came to the table."),
}


def _acting[F: Callable[..., Any]](command: F) -> F:  # Any: a command of whatever options
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    return click.option("--user", metavar="EMAIL", help=_USER)(command)


def _fields[F: Callable[..., Any]](command: F) -> F:  # Any: a command of whatever options
    for name, text in reversed(_TEXTS.items()):
        command = click.option(_option(name), name, metavar="TEXT", help=text)(command)
    for name, (kind, text) in reversed(_CHOICES.items()):
        choice = click.Choice([word.value for word in kind])
        command = click.option(_option(name), name, type=choice, help=text)(command)
    return command


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


@click.group(
    epilog=examples("meal expense add --total 27.50", "meal expense list --q 'place:sakura'")
)
def expense() -> None:
    """Record, list and show expenses."""


@expense.command(
    epilog=examples(
        "meal expense add 'lunch 23.50 at Chipotle with Ana yesterday, tip 4'",
        "meal expense add --total 27.50 --place 'Sakura Garden' --meal dinner --tip 2.50",
        "meal expense add --total 9.80 --eaten-on 2026-11-23 --tag work --person Kofi",
        "meal expense add --total 12.00 --item Ramen 9.50 --item Tea 2.50 --json",
    )
)
@click.argument("line", required=False)
@click.option("--yes", "is_sure", is_flag=True, help="Take LINE as it is read, unsure parts too.")
@click.option("--total", metavar="AMOUNT", help="What was paid, like 27.50. Needed without LINE.")
@_fields
@click.option("--tax-included", is_flag=True, help="The prices hold the tax already.")
@click.option("--covers", type=int, help="How many ate.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given again.")
@click.option("--person", "people", multiple=True, help="Who ate along; may be given again.")
@click.option(
    "--item",
    "items",
    nargs=2,
    multiple=True,
    metavar="NAME AMOUNT",
    help="A line of the bill; may be given again.",
)
@_acting
def add(
    *,
    line: str | None,
    is_sure: bool,
    user: str | None,
    as_json: bool,
    **fields: Any,  # Any: the API's fields
) -> None:
    """Record an expense, from one LINE or from options, which are the fields of the API.

    In a line you write what was paid, and where, when, with whom, in any order. An option says
    more than the line.
    """
    from mealtracker.cli.lines import fields_of_line, print_line
    from mealtracker.expenses.create import create_expense
    from mealtracker.expenses.out import show_expense
    from mealtracker.expenses.schemas import ExpenseDraft

    if line is None and fields["total"] is None:
        message = "Give a line, like 'lunch 12.50 at Zia', or --total."
        raise click.UsageError(message)
    given = _given(fields)
    with opened() as found:
        actor = found.actor(user)
        if line is not None:
            with found.db.reading() as reading:
                read, said = fields_of_line(reading, actor, line, given, is_sure=is_sure)
            if not as_json:
                print_line(read, actor.today)
            given = said | given
        draft = read_draft(ExpenseDraft, {"eaten_on": actor.today, **given})
        with found.db.unit_of_work() as session:
            saved = create_expense(session, actor, draft)
        with found.db.reading() as reading:
            out = show_expense(reading, actor, saved.id)
    _print_recorded(out, as_json=as_json)


@expense.command(
    "list",
    epilog=examples(
        "meal expense list",
        "meal expense list --q 'cat:coffee date:2026-11' --limit 100 --json",
        "meal expense list --filter 'Dear dinners with Ana' --q date:2026-11",
    ),
)
@click.option("--q", default="", metavar="SEARCH", help="Search, as on the page of expenses.")
@click.option("--filter", "name", metavar="NAME", help="A saved filter; `--q` narrows it down.")
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 100), help="How many at most."
)
@_acting
def list_expenses(*, q: str, name: str | None, limit: int, user: str | None, as_json: bool) -> None:
    """List expenses, the latest first, or in the order of a saved filter."""
    from mealtracker.expenses import listing
    from mealtracker.expenses.schemas import ListQuery
    from mealtracker.saved_filters.queries import filter_named

    given = {"q": q, "limit": limit}
    with opened() as found:
        actor = found.actor(user)
        with found.db.reading() as reading:
            if name is not None:
                kept = filter_named(reading, actor, name)
                given |= {"q": f"{kept.q} {q}".strip(), "sort": kept.sort}
            page = listing.list_expenses(reading, actor, read_draft(ListQuery, given))
    if as_json:
        print_json(page)
        return
    print_table(
        ("DAY", ">TOTAL", "", "PLACE", "CATEGORY", "ID"),
        [
            (str(e.eaten_on), _signed(e), e.currency, e.place or "", e.category or "", str(e.id))
            for e in page.items
        ],
    )
    if page.next:
        click.echo(f"These are the first {limit}; there are more.", err=True)


@expense.command(
    epilog=examples(
        "meal expense export --output expenses.csv",
        "meal expense export --format xlsx --output expenses.xlsx",
        "meal expense export --format hledger --q 'date:2026 cat:dining' | hledger -f - balance",
    )
)
@click.option(
    "--format",
    "name",
    default="csv",
    show_default=True,
    type=click.Choice(_FORMATS),
    help="For which program.",
)
@click.option("--q", default="", metavar="SEARCH", help="Search; everything without one.")
@click.option(
    "--output", default="-", type=click.File("wb", lazy=True), help="File to write; - prints."
)
@click.option("--user", metavar="EMAIL", help=_USER)
def export(*, name: str, q: str, output: IO[bytes], user: str | None) -> None:
    """Write expenses to a file, with the fields of the API or as books are kept."""
    from mealtracker.expenses.selection import Selection
    from mealtracker.exports.formats import export as export_file

    selection = read_draft(Selection, {"q": q})
    with opened() as found:
        # The search is read here: when it is wrong, no file is begun.
        file = export_file(found.db, found.actor(user), selection, name)
        for piece in file.pieces:
            output.write(piece)


@expense.command(epilog=examples("meal expense show 019ab2c4-5d6e-7f80-9123-456789abcdef"))
@click.argument("expense_id", metavar="ID", type=click.UUID)
@_acting
def show(expense_id: UUID, *, user: str | None, as_json: bool) -> None:
    """Show everything about one expense."""
    from mealtracker.expenses.out import show_expense

    with opened() as found:
        actor = found.actor(user)
        with found.db.reading() as reading:
            out = show_expense(reading, actor, expense_id)
    if as_json:
        print_json(out)
    else:
        _print(out)


def _given(fields: dict[str, Any]) -> dict[str, Any]:  # Any: the API's fields
    """Return the fields that were given as options, in the form of the API."""
    given = {
        name: value
        for name, value in fields.items()
        if value is not None and value is not False and value != ()
    }
    if "items" in given:
        given["items"] = [{"name": name, "total": total} for name, total in given["items"]]
    return given | {name: list(given[name]) for name in ("tags", "people") if name in given}


def _print_recorded(out: "ExpenseOut", *, as_json: bool) -> None:
    if as_json:
        print_json(out)
        return
    click.echo(f"Recorded {_headline(out)}: {out.id}")
    for warning in out.warnings:
        click.echo(warning.message, err=True)


def _print(out: "ExpenseOut") -> None:
    """Print what is known of an expense, a line a field."""
    click.echo(_headline(out))
    names = [name for name in out.__dataclass_fields__ if name not in {"items", "warnings"}]
    width = max(map(len, names)) + 2
    for name in names:
        value = getattr(out, name)
        if value not in (None, "", [], False):
            text = ", ".join(value) if isinstance(value, list) else str(value)
            click.echo(f"  {name.replace('_', ' '):{width}}{text}")
    for item in out.items:
        click.echo(f"  {'item':{width}}{item.quantity or 1} × {item.name}  {item.total}")
    for warning in out.warnings:
        click.echo(f"  {'warning':{width}}{warning.message}")


def _headline(out: "ExpenseOut") -> str:
    where = f" at {out.place}" if out.place else ""
    return f"{_signed(out)} {out.currency}{where} on {out.eaten_on}"


def _signed(out: "ExpenseOut") -> str:
    return f"-{out.total}" if out.kind == ExpenseKind.REFUND else out.total

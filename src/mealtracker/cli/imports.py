"""The commands `meal import` and `meal imports`: a file is rehearsed, shown, and taken in."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from mealtracker.cli.opened import Opened, opened
from mealtracker.cli.output import print_json, print_table, say
from mealtracker.cli.refusals import examples

if TYPE_CHECKING:
    from mealtracker.domain.actor import Actor
    from mealtracker.imports.intake import Tools
    from mealtracker.imports.schemas import ImportOut, Summary

_SHOWN = 20
_WORDS = {"create": "new", "match": "match", "duplicate": "have it", "ignored": "left out"}
_for_user = click.option("--user", metavar="EMAIL", help="Whose; see MEALTRACKER_USER.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command(
    "import",
    epilog=examples(
        "meal import card-2026-11.csv --account 'Card 41' --dry-run",
        "meal import bank.ofx --yes",
        "meal import splitwise.csv --preset splitwise --all --yes --json",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_for_user
@click.option("--account", metavar="NAME", help="The bank account; a new name makes one.")
@click.option("--preset", help="Read the file as this application's; see the guide.")
@click.option("--all", "is_all", is_flag=True, help="Take in every row, not only food.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, and keep nothing.")
@click.option("--yes", "is_sure", is_flag=True, help="Take it in without asking.")
@_as_json
def import_file(file: Path, *, user: str | None, as_json: bool, **options: Any) -> None:
    """Take in FILE of a bank or another application: CSV, XLSX, OFX, QIF, CAMT, MT940 and more.

    Every row is decided first, with its reason: new, a match of what you have, something you have
    already, or left out. The same file again adds nothing, and an import can be undone.
    """
    from mealtracker.imports.commands.apply import apply_import
    from mealtracker.imports.intake import forget

    with opened() as it:
        actor = it.actor(user)
        tools = _tools(it)
        import_id = _rehearse(tools, actor, file, options)
        report = _report(tools, actor, import_id)
        if not as_json:
            _print_rehearsal(tools, actor, import_id)
        if options["dry_run"]:
            forget(tools, actor, import_id)
        elif options["is_sure"] or (not as_json and click.confirm("Take this in?")):
            done = apply_import(tools.db, actor, import_id, _counter("Taken in"))
            if not as_json:
                click.echo(f"Done: {done.created} added, {done.matched} matched.")
                click.echo(f"Undo it: meal imports undo {import_id}")
        if as_json:
            print_json(report)


@click.group(epilog=examples("meal imports list", "meal imports undo 0193…"))
def imports() -> None:
    """List, show and undo what was taken in from files."""


@imports.command("list", epilog=examples("meal imports list --json"))
@_for_user
@_as_json
def list_all(*, user: str | None, as_json: bool) -> None:
    """List imports, the newest first."""
    from mealtracker.imports.queries import list_imports

    with opened() as it, it.db.reading() as reading:
        found = list_imports(reading, it.actor(user), 50, None).items
    if as_json:
        print_json([_shown(one) for one in found])
        return
    rows = [
        [
            *(str(one.id), f"{one.created_at:%Y-%m-%d %H:%M}", one.state, str(one.row_count)),
            *(str(one.applied_count), one.bank_account or "", one.file_name),
        ]
        for one in found
    ]
    print_table(["Batch", "When", "State", ">Rows", ">Taken in", "Account", "File"], rows)


@imports.command(epilog=examples("meal imports show 0193…"))
@click.argument("batch", type=click.UUID)
@_for_user
@_as_json
def show(batch: UUID, *, user: str | None, as_json: bool) -> None:
    """Show what the rows of BATCH are to become, and why."""
    with opened() as it:
        actor, tools = it.actor(user), _tools(it)
        if as_json:
            print_json(_report(tools, actor, batch))
        else:
            _print_rehearsal(tools, actor, batch)


@imports.command(epilog=examples("meal imports undo 0193… --keep-edited"))
@click.argument("batch", type=click.UUID)
@click.option("--keep-edited", is_flag=True, help="Leave what was edited since as it is.")
@_for_user
def undo(batch: UUID, *, keep_edited: bool, user: str | None) -> None:
    """Take back everything that BATCH did; the same file can be taken in again."""
    from mealtracker.undo.imports import undo_import

    with opened() as it:
        done = undo_import(
            it.db, it.actor(user), batch, keep_edited=keep_edited, progress=_counter("Undone")
        )
    kept = f" {done.kept} kept as edited." if done.kept else ""
    click.echo(f"Undone: {done.undone} records are as they were.{kept}")


def _tools(it: Opened) -> "Tools":
    from mealtracker.clients.blobs import FolderBlobs
    from mealtracker.imports.intake import Tools

    return Tools(it.db, FolderBlobs(it.settings.blobs_folder))


def _rehearse(tools: "Tools", actor: "Actor", file: Path, options: dict[str, Any]) -> UUID:
    """Store, read and decide a file as the options say; return its import."""
    from mealtracker.fields import NAME_LENGTH
    from mealtracker.imports import intake
    from mealtracker.imports.commands.decide import decide_rows
    from mealtracker.imports.reasons import Decision
    from mealtracker.imports.schemas import DecisionDraft, RowFilter

    corrections = {"preset": options["preset"]} if options["preset"] else {}
    with file.open("rb") as stream:
        import_id, plan = intake.receive_readable(tools, actor, stream, file.name, corrections)
    account = intake.account_named(tools, actor, options["account"] or file.stem[:NAME_LENGTH])
    intake.choose_plan(tools, actor, import_id, account, corrections, plan.fingerprint)
    intake.read_and_rehearse(tools, actor, import_id, _counter("Read"))
    if options["is_all"]:
        with tools.db.unit_of_work() as session:
            for food in ("not", "unsure"):
                where = RowFilter(decision=Decision.IGNORED, food=food)
                draft = DecisionDraft(where=where, decision=Decision.CREATE)
                decide_rows(session, actor, import_id, draft)
    return import_id


def _report(tools: "Tools", actor: "Actor", import_id: UUID) -> dict[str, Any]:  # Any: JSON
    from mealtracker.imports.intake import propose_plan
    from mealtracker.imports.queries import list_rows, show_import, summarise, totals_read
    from mealtracker.imports.schemas import RowFilter

    plan = propose_plan(tools, actor, import_id)
    with tools.db.reading() as reading:
        found = show_import(reading, actor, import_id)
        summary = summarise(reading, actor, import_id)
        where = RowFilter.model_validate({"reason": "unreadable"})
        bad = list_rows(reading, actor, import_id, where, 100, None).items
        totals = totals_read(reading, actor, import_id)
    return {
        "batch": str(import_id),
        "format": plan.format,
        "rows": found.row_count,
        **_counts(summary),
        "errors": [{"line": row.line, "message": str(row.error)} for row in bad],
        "totals": totals,
    }


def _counts(summary: "Summary") -> dict[str, int]:
    return {
        name: sum(tally.count for tally in summary.decisions if tally.decision == name)
        for name in _WORDS
    }


def _print_rehearsal(tools: "Tools", actor: "Actor", import_id: UUID) -> None:
    from mealtracker.imports.queries import list_rows, show_import, summarise
    from mealtracker.imports.schemas import RowFilter

    with tools.db.reading() as reading:
        found = show_import(reading, actor, import_id)
        summary = summarise(reading, actor, import_id)
        page = list_rows(reading, actor, import_id, RowFilter(), _SHOWN, None)
    click.echo(f"{found.file_name}: {found.row_count} rows, {found.state}")
    rows = [
        [
            *(str(row.line), str(row.day or ""), row.name or row.payee, row.amount or ""),
            *(_WORDS.get(row.decision, row.decision), str(row.error or row.why)),
        ]
        for row in page.items
    ]
    print_table([">Line", "Day", "Place", ">Amount", "", "Why"], rows)
    if found.row_count > len(rows):
        click.echo(f"… and {found.row_count - len(rows)} more rows.")
    counts = _counts(summary)
    click.echo(", ".join(f"{count} {_WORDS[name]}" for name, count in counts.items() if count))
    for effect in summary.effects:
        click.echo(f"Adds {effect.created} {effect.currency} in {effect.creates} expenses.")


def _shown(found: "ImportOut") -> dict[str, Any]:  # Any: JSON
    hidden = {"plan", "statements"}
    return {name: value for name, value in asdict(found).items() if name not in hidden}


def _counter(verb: str) -> Callable[[int], None]:
    return lambda done: say(f"{verb}: {done}")

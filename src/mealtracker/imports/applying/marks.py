"""Marks: the last look whether a row is there already, and the note that it is from now on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, update
from sqlalchemy.orm import Session

from mealtracker.domain.actor import Actor
from mealtracker.imports.applying.results import Result, refused
from mealtracker.imports.identity import Mark
from mealtracker.imports.lookups import marks_of
from mealtracker.imports.models import ImportMark
from mealtracker.imports.reasons import Decision, Reason
from mealtracker.sentences import say

#: What somebody decided so is not taken in, and not asked about again.
LEFT_OUT: Final = (Decision.IGNORED, Decision.DUPLICATE)
_TAKEN: Final = say("The row that this one seemed to be is another one. Look through it again.")


@dataclass(slots=True)
class Checked:
    """Rows that are known by now, and those that are not, with the ordinals of their marks."""

    known: list[Result] = field(default_factory=list)
    new: list[Row[Any]] = field(default_factory=list)
    ordinals: dict[int, int] = field(default_factory=dict)
    learned: list[Row[Any]] = field(default_factory=list)

    def learn(self, row: Row[Any], mark: Mark | None, *, is_known_by_id: bool) -> None:
        """Give the bank's number to the mark that a row was known by, if it still has none."""
        if is_known_by_id:
            self.known.append(Result(row, is_applied=True))
        elif mark is None or mark.id_key:
            self.known.append(refused(row, _TAKEN))
        else:
            self.learned.append(row)
            self.known.append(Result(row, is_applied=True))

    def of(self, *decisions: Decision) -> list[Row[Any]]:
        """Return the new rows that are decided like one of those."""
        return [row for row in self.new if row.decision in decisions]


def still_new(session: Session, actor: Actor, rows: Sequence[Row[Any]]) -> Checked:
    """Tell which rows are not there yet.

    Another import may have brought some since they were rehearsed. Those are duplicates now,
    unless somebody wants them twice.
    """
    marks = marks_of(session, actor, {row.content_key for row in rows}, {r.id_key for r in rows})
    by_id: dict[str | None, Mark] = {mark.id_key: mark for mark in marks if mark.id_key}
    by_content: dict[str, dict[int, Mark]] = {}
    for mark in marks:
        by_content.setdefault(mark.content_key, {})[mark.ordinal] = mark
    checked, taken = Checked(), {key: set(found) for key, found in by_content.items()}
    for row in rows:
        same = by_content.get(row.content_key, {})
        if row.decision == Decision.DUPLICATE and row.decided_by == "rule":
            checked.learn(row, same.get(row.ordinal), is_known_by_id=row.id_key in by_id)
        elif (result := _known(row, by_id, same)) is not None:
            checked.known.append(result)
        else:
            checked.new.append(row)
            used = taken.setdefault(row.content_key, set())
            checked.ordinals[row.position] = _free(row.ordinal, used)
            used.add(checked.ordinals[row.position])
    return checked


def mark_rows(
    session: Session, import_id: UUID, results: Sequence[Result], checked: Checked
) -> None:
    """Note that rows are in effect, so that they are known whatever becomes of their expenses."""
    marks = [
        _mark(import_id, one, checked.ordinals[one.row.position])
        for one in results
        if one.is_applied and one.row.position in checked.ordinals and _is_marked(one)
    ]
    link = session.connection()
    if marks:
        link.execute(insert(ImportMark), marks)
    if checked.learned:
        statement = (
            update(ImportMark)
            .where(
                ImportMark.content_key == bindparam("at_content"),
                ImportMark.ordinal == bindparam("at_ordinal"),
                ImportMark.id_key.is_(None),
            )
            .values(id_key=bindparam("new_id"))
        )
        link.execute(statement, [_learned(row) for row in checked.learned])


def _known(
    row: Row[Any], by_id: Mapping[str | None, Mark], same: Mapping[int, Mark]
) -> Result | None:
    if row.is_known:
        # Somebody saw that it is there already, and decided all the same.
        return None
    mark, reason = by_id.get(row.id_key), Reason.KNOWN_ID
    if row.id_key is None or mark is None:
        mark, reason = same.get(row.ordinal), Reason.KNOWN_ROW
    if mark is None or (reason is Reason.KNOWN_ROW and row.id_key and mark.id_key):
        return None
    return Result(
        row,
        is_applied=True,
        expense_id=mark.expense_id,
        decision=Decision.DUPLICATE,
        reason=reason,
    )


def _free(ordinal: int, used: set[int]) -> int:
    if ordinal and ordinal not in used:
        return ordinal
    return next(number for number in range(1, len(used) + 2) if number not in used)


def _is_marked(one: Result) -> bool:
    if one.row.decision not in LEFT_OUT:
        return True
    # A row that the bank has not booked comes again as another one, which nobody left out.
    return not one.row.is_known and not one.row.is_pending


def _mark(import_id: UUID, one: Result, ordinal: int) -> dict[str, Any]:  # Any: what columns hold
    row = one.row
    return {
        "content_key": row.content_key,
        "ordinal": ordinal,
        # What is taken in a second time has no id of its own.
        "id_key": None if row.is_known else row.id_key,
        "bank_account_id": row.bank_account_id,
        "import_id": import_id,
        "position": row.position,
        "expense_id": one.expense_id,
        "is_pending": row.is_pending,
        "is_left_out": row.decision in LEFT_OUT,
    }


def _learned(row: Row[Any]) -> dict[str, Any]:  # Any: what columns hold
    return {"at_content": row.content_key, "at_ordinal": row.ordinal, "new_id": row.id_key}

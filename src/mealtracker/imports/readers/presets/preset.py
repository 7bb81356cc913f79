"""What is known of the tables of one system."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mealtracker.imports.rows import BankRow, DateOrder, Role

#: The cells of a row by the keys of their headers; one that is not there is empty.
type Cells = Mapping[str, str]


def _as_read(row: BankRow, cells: Cells) -> BankRow | None:
    del cells
    return row


@dataclass(frozen=True, slots=True)
class Preset:
    """The tables of one system: by which columns they are known, and what those mean.

    `roles` are by the key of the header (`words.header_key`), and so are `needs`, the columns that
    must be there. A column that is not named is not read.
    """

    name: str
    title: str
    needs: frozenset[str]
    roles: Mapping[str, Role]
    is_exact: bool = False  # no other columns may be there
    is_flipped: bool = False  # amounts above zero are spending
    date_order: DateOrder | None = None
    tag_mark: str = ","
    people_after: str | None = None  # behind this column, each one is a person's
    continues: bool = False  # rows without a day belong to the one before
    plain: Callable[[str], str] = str  # a cell without what the system wrapped it in
    #: Says of a row what its roles cannot; None leaves it out.
    refine: Callable[[BankRow, Cells], BankRow | None] = _as_read
    #: Recognises by position what has no words to go by: from the header and the first row.
    fits: Callable[[Sequence[str], Sequence[str]], bool] | None = None
    positions: tuple[Role | None, ...] = ()

    def recognises(self, keys: Sequence[str], first: Sequence[str]) -> bool:
        """Whether a table with these columns and this first row is of this system."""
        if self.fits is not None:
            return self.fits(keys, first)
        return self.needs == {*keys} if self.is_exact else self.needs <= {*keys}

    def mapping(self, keys: Sequence[str]) -> tuple[Role | None, ...]:
        """Return the role of each column."""
        roles = [self.roles.get(key) for key in keys]
        roles[: len(self.positions)] = self.positions
        after = len(self.positions) - 1 if self.positions else None
        if self.people_after is not None and self.people_after in keys:
            after = list(keys).index(self.people_after)
        if after is not None:
            roles[after + 1 :] = [Role.PERSON] * len(roles[after + 1 :])
        return tuple(roles)

"""How days are written, as calendar.toml tells it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

Words = tuple[str, ...]


# Between a weekday and its date; as config/calendar.toml ships it, for calendars written before it was asked for.
WEEKS = (
    "pekan ini", "pekan depan", "pekan lalu", "pekan kemarin", "minggu ini", "minggu depan", "minggu lalu",
)  # fmt: skip


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Weekday(_Entry):
    """`number` counts from Monday = 0, as datetime does. `balinese`: the saptawara names, which are persons' names too."""

    number: Annotated[int, Field(ge=0, le=6)]
    name: str
    forms: Words
    balinese: Words = ()


class Month(_Entry):
    number: Annotated[int, Field(ge=1, le=12)]
    name: str
    forms: Words


class Relative(_Entry):
    """Words that tell a day by its distance from the published one, or (`after`) from the day told before."""

    days: int
    after: bool = False
    forms: Words


class Calendar(_Entry):
    """All of it; the lists of weekdays and months are complete."""

    parts: Words
    weeks: Words = WEEKS
    pancawara: Words
    heralds: Words
    until: Words
    coming: Words
    repeated: Words
    weekdays: tuple[Weekday, ...] = Field(alias="weekday")
    months: tuple[Month, ...] = Field(alias="month")
    relatives: tuple[Relative, ...] = Field(alias="relative")

    @classmethod
    def empty(cls) -> Calendar:
        """Stands in for a file that can't be read; unchecked."""
        nothing: dict[str, Any] = dict.fromkeys(cls.model_fields, ())
        return cls.model_construct(**nothing)

    @model_validator(mode="after")
    def _complete(self) -> Calendar:
        if [w.number for w in self.weekdays] != list(range(7)):
            raise ValueError("weekday: the seven numbers 0 (Senin) to 6 (Minggu), in order")
        if [m.number for m in self.months] != list(range(1, 13)):
            raise ValueError("month: the twelve numbers 1 to 12, in order")
        return self

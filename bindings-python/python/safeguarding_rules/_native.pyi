from collections.abc import Callable, Mapping
from typing import final

__all__ = [
    "VERSION",
    "Catalogue",
    "NativeError",
    "Table",
    "assess_incidents",
    "counted",
    "explained",
    "level_moves",
    "listed",
    "made",
]

VERSION: str

class NativeError(ValueError): ...

@final
class Catalogue:
    def __new__(cls) -> Catalogue: ...
    @staticmethod
    def empty() -> Catalogue: ...
    def with_packs(self, texts: list[str | bytes]) -> Catalogue: ...
    def answer(self, request: str | bytes) -> str: ...
    def answer_in_words(self, request: str | bytes) -> str: ...
    def questions(self, request: str | bytes) -> str: ...
    def ask(self, request: Mapping[str, object], plain: Callable[[object], object]) -> str: ...
    def assess(
        self,
        facts: object,
        pack: object,
        subject: object,
        as_of: object,
        explain: object,
        plain: Callable[[object], object],
    ) -> str | None: ...
    def ask_in_words(self, request: Mapping[str, object], plain: Callable[[object], object]) -> str: ...
    def ask_questions(self, request: Mapping[str, object], plain: Callable[[object], object]) -> str: ...
    def packs(self) -> str: ...
    def assess_table(
        self,
        given: object,
        *,
        pack: str,
        subject: str,
        as_of: str | None,
        as_of_column: str | None,
        settings: list[tuple[str, object]],
        names: dict[str, str],
        blocking: bool,
        routes: bool,
        only: list[str] | None,
        threads: int,
        progress: Callable[[int], object] | None,
    ) -> Table: ...

@final
class Table:
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __len__(self) -> int: ...
    @property
    def searched(self) -> int: ...
    @property
    def unused(self) -> list[str]: ...
    @property
    def absent(self) -> list[str]: ...

def assess_incidents(
    catalogue: Catalogue,
    given: object,
    *,
    pack: str,
    subject: str,
    as_of: str | None,
    as_of_column: str | None,
    settings: list[tuple[str, object]],
    names: dict[str, str],
    events: dict[str, str],
    null_is_not: bool,
    no_other_events: bool,
    calendar: str | None,
    following: bool,
    actions: bool,
    blocking: bool,
    threads: int,
    progress: Callable[[int], object] | None,
) -> tuple[Table, Table | None]: ...
def level_moves(
    catalogue: Catalogue,
    given: object,
    *,
    before: tuple[str, str, str | None, str | None, list[tuple[str, object]]],
    after: tuple[str, str, str | None, str | None, list[tuple[str, object]]],
    names: dict[str, str],
    threads: int,
    progress: Callable[[int], object] | None,
) -> list[tuple[tuple[int, int] | None, tuple[int, int] | None, int, list[tuple[str, int]]]]: ...
def counted(tables: list[tuple[object, list[str]]]) -> list[tuple[list[str | int | None], int]]: ...
def explained(
    catalogue: Catalogue,
    given: object,
    *,
    side: tuple[str, str, str | None, str | None, list[tuple[str, object]]],
    names: dict[str, str],
    rows: set[int],
) -> Table: ...
def listed(table: Table, column: str) -> tuple[int, list[tuple[str, int, int]]] | None: ...
def made(columns: list[tuple[str, str, list[object]]]) -> Table: ...

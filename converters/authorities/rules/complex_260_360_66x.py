"""References too complex for tracings, in words: 260, 360, 663-666."""

from typing import Final

from converters.authorities.parts import Words
from converters.authorities.table import Table, entity, shared

TABLE: Final[Table] = {
    **shared("260 360", entity(Words("madsrdf:editorialNote", "ai"))),
    **shared("663 664 666", entity(Words("madsrdf:note", "abt"))),
    "665": (entity(Words("madsrdf:historyNote", "a")),),
}

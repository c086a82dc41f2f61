"""``python -m webapp.cli`` is ``catena``."""

from webapp.cli import main

main()

"""What goes wrong between bytes and text."""


class Undecodable(ValueError):
    """Bytes that are not what the character set allows; the text says what, in one clause."""


class Uncarried(ValueError):
    """Text that the character set has no codes for; ``characters`` lists each once, in order."""

    def __init__(self, charset: str, characters: tuple[str, ...]) -> None:
        listed = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in characters[:20])
        more = f" and {len(characters) - 20} more" if len(characters) > 20 else ""
        super().__init__(
            f"{charset} cannot carry {listed}{more}; ask for numeric references, or for UTF-8"
        )
        self.charset = charset
        self.characters = characters

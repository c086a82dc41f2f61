"""What can go wrong with the store, in sentences fit for the person at the screen."""


class StoreError(Exception):
    """The store cannot do what was asked; the text says what happened and what to do."""


class OtherBase(StoreError):
    """The store was made with another base IRI."""


class StoreBusy(StoreError):
    """Another process has the store open for writing."""

"""What can go wrong with the store, in sentences fit for the person at the screen."""


class StoreError(Exception):
    """The store cannot do what was asked; the text says what happened and what to do."""


class OtherBase(StoreError):
    """The store was made with another base IRI."""


class StoreBusy(StoreError):
    """Another process has the store open for writing."""


class Unreachable(StoreError):
    """An engine is down, slow, or broke off; the same may work in a while."""


class DiskFull(StoreError):
    """There is no room to write; reading goes on."""


class InUse(StoreError):
    """A part of the store is open in a program that is none of ours."""


class Damaged(StoreError):
    """What a projection keeps on disk cannot be read; it can be made again from the log."""

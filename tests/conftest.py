"""Property tests run the same way every time, so that a red build can be had again."""

from hypothesis import settings

settings.register_profile("catena", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("catena")

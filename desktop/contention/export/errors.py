"""Why a picture could not be written, as a sentence for a person."""


class ExportError(Exception):
    """What happened, what was kept safe, and what can be done; shown as it is."""

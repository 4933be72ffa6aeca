"""The actions of the menu Help."""

from __future__ import annotations

from contention.shell.spec import Spec

SPECS: tuple[Spec, ...] = (
    Spec("keys", "&Keys", "Help", lambda w: w.show_keys(), ("F1",), "ph.keyboard", pane_keys=("?",)),
    Spec(
        "open-sample",
        "Open the &sample",
        "Help",
        lambda w: w.documents.open_sample(),
        (),
        "ph.book-open",
        tip="An article on who owns the machines, with a model map",
    ),
    Spec("about", "&About Contention", "Help", lambda w: w.show_about(), (), "ph.info", group=1),
)

"""The actions of the menu File: projects, articles and pictures."""

from __future__ import annotations

from contention.shell.spec import Spec

SPECS: tuple[Spec, ...] = (
    Spec("new-project", "&New project", "File", lambda w: w.documents.new(), ("Ctrl+N",), "ph.file-plus"),
    Spec(
        "open",
        "&Open article or project…",
        "File",
        lambda w: w.documents.ask_open(),
        ("Ctrl+O",),
        "ph.folder-open",
        tip="Open an article (.txt, .md) or a project (.contention)",
    ),
    Spec(
        "paste-article",
        "&Paste as article",
        "File",
        lambda w: w.documents.paste(),
        ("Ctrl+Shift+V",),
        "ph.clipboard-text",
        tip="Make the text on the clipboard the article of a project",
    ),
    Spec("save", "&Save", "File", lambda w: w.documents.save(), ("Ctrl+S",), "ph.floppy-disk", group=1),
    Spec("save-as", "Save &as…", "File", lambda w: w.documents.save_as(), ("Ctrl+Shift+S",), group=1),
    Spec(
        "reopen",
        "&Reopen from disk",
        "File",
        lambda w: w.documents.reopen(),
        ("Ctrl+Shift+O",),
        "ph.arrows-clockwise",
        tip="Read the project's file again; it can be undone",
        when=lambda state: state.file,
        group=1,
    ),
    Spec(
        "export-again",
        "&Export picture",
        "File",
        lambda w: w.exports.again(),
        ("Ctrl+E",),
        "ph.image",
        tip="Export the map as a PNG picture, as last time",
        when=lambda state: state.claims,
        group=2,
    ),
    Spec(
        "export",
        "Export picture &with options…",
        "File",
        lambda w: w.exports.ask(),
        ("Ctrl+Shift+E",),
        when=lambda state: state.claims,
        group=2,
    ),
    Spec("close-window", "&Close window", "File", lambda w: w.close(), ("Ctrl+W",), group=3),
    Spec("quit", "&Quit", "File", lambda w: w.quit(), ("Ctrl+Q",), "ph.sign-out", group=3),
)

"""Commands about whole maps: new, copied, renamed, deleted, and branches taken to another one."""

from __future__ import annotations

from functools import partial

from contention.model import maps
from contention.model.branches import copy_branch, paste_branch, tops_of
from contention.model.project import ArgumentMap, Id, Orientation, Project, new_id
from contention.model.structure import structure_of
from contention.session.commands import for_each, tr
from contention.session.session import Session


def new_map(session: Session, title: str = "", *, origin: str = "shell") -> Id | None:
    """An empty map after the others, which is shown."""
    added = ArgumentMap(id=new_id(), title=title or tr("New map"))
    if not session.edit(tr("New map"), partial(maps.add_map, new_map=added), origin=origin):
        return None
    session.show_map(added.id)
    return added.id


def duplicate_map(session: Session, map_id: Id | None = None, *, origin: str = "shell") -> Id | None:
    """A copy of a map (None: the one that is shown) right after it, which is shown."""
    old = session.project.maps.get(map_id or session.map_id, session.map)
    title = tr("Copy of {map}").replace("{map}", old.title) if old.title else ""
    before = set(session.project.maps)
    change = partial(maps.duplicate_map, map_id=old.id, title=title, fresh=new_id)
    if not session.edit(tr("Duplicate map"), change, origin=origin):
        return None
    added = next(item for item in session.project.maps if item not in before)
    session.show_map(added)
    return added


def rename_map(session: Session, title: str, map_id: Id | None = None, *, origin: str = "shell") -> bool:
    """Give a map (None: the one that is shown) another name."""
    change = partial(maps.rename_map, map_id=map_id or session.map_id, title=title)
    return session.edit(tr("Rename map"), change, origin=origin)


def delete_map(session: Session, map_id: Id | None = None, *, origin: str = "shell") -> bool:
    """Delete a map (None: the one that is shown); its neighbour is shown, and a sentence says what went."""
    map_id = map_id or session.map_id
    old = session.project.maps.get(map_id)
    if not session.edit(tr("Delete map"), partial(maps.delete_map, map_id=map_id), origin=origin):
        return False
    title = old.title if old is not None and old.title else tr("without a title")
    session.noticed.emit(tr("Deleted the map {map}. Undo brings it back.").replace("{map}", f"“{title}”"))
    return True


def reorder_map(session: Session, step: int, map_id: Id | None = None, *, origin: str = "shell") -> bool:
    """Move a map (None: the one that is shown) so many places earlier (below 0) or later."""
    change = partial(maps.reorder_map, map_id=map_id or session.map_id, step=step)
    return session.edit(tr("Move map"), change, origin=origin)


def set_orientation(session: Session, orientation: Orientation, *, origin: str = "shell") -> bool:
    """Choose where the argument for a claim is drawn, on the map that is shown."""
    change = partial(maps.set_orientation, map_id=session.map_id, orientation=orientation)
    return session.edit(tr("Change orientation"), change, origin=origin)


def toggle_compact(session: Session, *, origin: str = "shell") -> bool:
    """Stack end claims on the map that is shown, or put them side by side again."""
    change = partial(maps.set_compact, map_id=session.map_id, compact=not session.map.compact)
    return session.edit(tr("Compact stacking"), change, origin=origin)


def set_box_width(session: Session, width: float | None, *, origin: str = "shell") -> bool:
    """Choose the width of the boxes of the map that is shown, in map units; None: as the theme has it."""
    change = partial(maps.set_box_width, map_id=session.map_id, width=width)
    return session.edit(tr("Change box width"), change, origin=origin)


def move_selected_to(session: Session, to_map: Id, *, copy: bool = False, origin: str = "shell") -> bool:
    """Take the selected claims with their branches to another map, which is shown with them.

    With `copy` they stay, and their copies stand on the other map.
    """
    from_map = session.map_id
    tops = tops_of(structure_of(session.map), session.selection.ids)
    if not tops:
        session.refused.emit(tr("Select a claim or an inference on the map first."))
        return False
    before = set(session.project.maps[to_map].claims) if to_map in session.project.maps else set()

    def move(project: Project, item: Id) -> Project:
        return maps.move_branch(project, from_map, item, to_map=to_map)

    def put_copy(project: Project) -> Project:
        branch = copy_branch(project.maps[from_map], tops)
        return paste_branch(project, to_map, branch, fresh=new_id)

    label = tr("Copy to another map") if copy else tr("Move to another map")
    if not session.edit(label, put_copy if copy else for_each(tops, move), origin=origin):
        return False
    session.show_map(to_map)
    moved = [root.id for root in structure_of(session.map).roots if root.id not in before]
    session.selection.select(*moved, origin=origin)
    return True

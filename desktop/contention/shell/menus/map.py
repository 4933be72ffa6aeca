"""The actions of the menu Map: the maps of the project, and how the shown one is laid out."""

from __future__ import annotations

from contention.model.project import Orientation
from contention.session import map_commands
from contention.shell.spec import Spec, State


def _maps(state: State) -> bool:
    return state.maps


def _way(value: Orientation, text: str) -> Spec:
    return Spec(
        f"orientation-{value.value}",
        text,
        "Map",
        lambda w: map_commands.set_orientation(w.session, value),
        group=3,
        choice="orientation",
        ticked=lambda w: w.session.map.orientation is value,
    )


SPECS: tuple[Spec, ...] = (
    Spec("new-map", "&New map", "Map", lambda w: w.maps.new(), ("Ctrl+T",)),
    Spec(
        "duplicate-map", "&Duplicate", "Map", lambda w: map_commands.duplicate_map(w.session), (), "ph.copy"
    ),
    Spec("rename-map", "&Rename…", "Map", lambda w: w.maps.rename(), ("Shift+F2",)),
    Spec(
        "delete-map",
        "Dele&te",
        "Map",
        lambda w: map_commands.delete_map(w.session),
        (),
        "ph.trash",
        tip="Delete the map that is shown; undo brings it back",
        when=_maps,
    ),
    Spec("next-map", "Ne&xt map", "Map", lambda w: w.maps.step(1), ("Ctrl+PgDown",), when=_maps, group=1),
    Spec(
        "previous-map", "&Previous map", "Map", lambda w: w.maps.step(-1), ("Ctrl+PgUp",), when=_maps, group=1
    ),
    Spec(
        "map-earlier",
        "&Earlier",
        "Map",
        lambda w: map_commands.reorder_map(w.session, -1),
        when=_maps,
        group=1,
        sub="map-order",
    ),
    Spec(
        "map-later",
        "&Later",
        "Map",
        lambda w: map_commands.reorder_map(w.session, 1),
        when=_maps,
        group=1,
        sub="map-order",
    ),
    _way(Orientation.DOWN, "Contention on &top"),
    _way(Orientation.UP, "Contention at the &bottom"),
    _way(Orientation.RIGHT, "Contention at the &left"),
    Spec(
        "compact",
        "&Stack end claims",
        "Map",
        lambda w: map_commands.toggle_compact(w.session),
        tip="Claims that nothing is said about stand under each other",
        group=3,
        ticked=lambda w: w.session.map.compact,
    ),
    Spec(
        "box-wider",
        "&Wider",
        "Map",
        lambda w: w.maps.widen(1.2),
        ("Ctrl+Alt+Right",),
        tip="Widen the boxes of the selected claims, or of the whole map",
        group=3,
        sub="box-width",
    ),
    Spec(
        "box-narrower",
        "&Narrower",
        "Map",
        lambda w: w.maps.widen(1 / 1.2),
        ("Ctrl+Alt+Left",),
        tip="Narrow the boxes of the selected claims, or of the whole map",
        group=3,
        sub="box-width",
    ),
    Spec("box-usual", "&Usual width", "Map", lambda w: w.maps.widen(None), group=3, sub="box-width"),
)

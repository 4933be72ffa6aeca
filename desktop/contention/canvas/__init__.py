"""The map pane: shows the drawing of the current map and turns gestures on it into edits."""

"""Painting and scenes held for thousands of calls: some builds of PySide6 lose a reference on each.

PySide6 6.12.0 on Python 3.11 and older aborts within a few hundred calls that return
nothing, so this runs with every test run, not only with the benchmarks.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QGraphicsScene

from contention.diagram.compose import compose
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.diagram.painter import paint
from contention.diagram.themes import theme
from tests.unit.diagram.random_maps import random_map

CALLS = 20_000


def test_twenty_thousand_painter_and_scene_calls_lose_no_reference(qapp: QApplication) -> None:
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    scene = QGraphicsScene()
    item = scene.addRect(QRectF(0, 0, 10, 10))
    pen, brush = QPen(QColor("#336699"), 1.0), QBrush(QColor("#ffcc00"))
    painter = QPainter(image)
    before = sys.getrefcount(None), sys.getrefcount(True)
    made = 0
    while made < CALLS:
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawRect(made % 150, made % 130, 20, 20)
        painter.drawText(QPointF(10, 20), "because")
        item.setPos(made % 100, 5)
        item.setPen(pen)
        item.setVisible(made % 2 == 0)
        scene.setSceneRect(0, 0, 300 + made % 7, 200)
        scene.update()
        made += 9
    after = sys.getrefcount(None), sys.getrefcount(True)
    painter.end()
    # A lost reference a call would show as thousands; a few come and go with Qt's own events.
    assert all(abs(a - b) < 500 for a, b in zip(before, after, strict=True)), (before, after)
    assert {"#336699", "#ffcc00"} <= {image.pixelColor(x, 30).name() for x in range(200)}


def test_sixty_repaints_of_three_hundred_boxes(qapp: QApplication) -> None:
    register_fonts()
    diagram = compose(random_map(300, 5), TextMeasure(), theme("classic"))
    assert sum(1 for _ in diagram.boxes) >= 300
    image = QImage(1280, 800, QImage.Format.Format_ARGB32_Premultiplied)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(60):
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.scale(0.05, 0.05)
        paint(painter, diagram, plain_below=0.0)  # every word and line of every box
        painter.end()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert all(abs(a - b) < 500 for a, b in zip(before, after, strict=True)), (before, after)

"""A map as a networkx graph, for the questions that are graph work.

An edge points from a premise to its inference, and from an inference to its
target: along the argument, towards the contention. networkx costs some 150 ms to
import, so it is imported when a question is first asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contention.model.project import ArgumentMap, Id

if TYPE_CHECKING:
    import networkx as nx


def argument_graph(argument_map: ArgumentMap) -> nx.DiGraph[Id]:
    """Claims and inferences as nodes; dangling references are left out."""
    import networkx as nx

    graph: nx.DiGraph[Id] = nx.DiGraph()
    graph.add_nodes_from(argument_map.claims)
    graph.add_nodes_from(argument_map.inferences)
    for inference in argument_map.inferences.values():
        graph.add_edges_from((p, inference.id) for p in inference.premises if p in argument_map.claims)
        if inference.target in graph:
            graph.add_edge(inference.id, inference.target)
    return graph


def circles(argument_map: ArgumentMap) -> list[list[Id]]:
    """Groups of claims and inferences that argue for themselves, each sorted by id."""
    import networkx as nx

    graph = argument_graph(argument_map)
    groups = nx.strongly_connected_components(graph)
    return sorted(sorted(g) for g in groups if len(g) > 1 or graph.has_edge(*(next(iter(g)),) * 2))

"""What a label remembers when it comes to a visit: visits made before, and visits of cuts."""

from __future__ import annotations

from foodplan.optimise.routing.bound.fields import CUTS, MEMORY, VISIT
from foodplan.optimise.routing.bound.graph import WORDS, Graph
from foodplan.optimise.routing.bound.jit import innermost
from foodplan.optimise.routing.task import Longs


@innermost
def memory_at(graph: Graph, old: Longs, k: int) -> int:
    """What is still remembered at visit k; bit 0 is the visit itself."""
    memory, left, place = 1, old[MEMORY], 0
    while left:
        if left & 1:
            at = graph.bit[k, graph.near[old[VISIT], place]]
            if at >= 0:
                memory |= 1 << at
        left, place = left >> 1, place + 1
    return memory


@innermost
def count_cuts(graph: Graph, old: Longs, new: Longs, k: int) -> int:
    """Write which cuts have one visit when k is made; what those charge that had one before."""
    charged = 0
    for w in range(WORDS):
        had, counts = old[CUTS + w], graph.cuts.of[k, w]
        charged += price_of(graph, w, had & counts)
        new[CUTS + w] = had ^ counts
    return charged


@innermost
def price_of(graph: Graph, word: int, cuts: int) -> int:
    """Price of a set of cuts."""
    found = 0
    while cuts:
        lowest = cuts & -cuts
        found += graph.cuts.price[word, lowest % 67]
        cuts ^= lowest
    return found

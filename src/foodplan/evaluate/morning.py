"""The morning rule: what to do with fewer baskets than were promised."""

from __future__ import annotations

import math
from collections.abc import Mapping

from foodplan.domain.ids import SiteId


def morning_shares(asked: Mapping[SiteId, int], n_baskets: int) -> dict[SiteId, int]:
    """Whole baskets by the morning rule, sorted by site; all that is asked where it is enough."""
    if sum(asked.values()) <= n_baskets:
        return dict(sorted(asked.items()))
    small_at_most = sum(asked.values()) / len(asked) / 2
    small = {site_id: n for site_id, n in asked.items() if n <= small_at_most}
    if sum(small.values()) > n_baskets:
        return _in_proportion(asked, n_baskets)
    others = {site_id: n for site_id, n in asked.items() if site_id not in small}
    shared = small | _in_proportion(others, n_baskets - sum(small.values()))
    return dict(sorted(shared.items()))


def _in_proportion(asked: Mapping[SiteId, int], n_baskets: int) -> dict[SiteId, int]:
    """Whole baskets by largest remainder."""
    total = sum(asked.values())
    exact = {site_id: n_baskets * n / total for site_id, n in asked.items()}
    shares = {site_id: math.floor(n) for site_id, n in exact.items()}
    order = sorted(exact, key=lambda site_id: (shares[site_id] - exact[site_id], site_id))
    for site_id in order[: n_baskets - sum(shares.values())]:
        shares[site_id] += 1
    return shares

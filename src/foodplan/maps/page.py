"""Put the page together: Leaflet from the installed package, the base, our data and script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from offlinefolium.elements import _res as offline_texts

from foodplan.domain.backdrop import Backdrop
from foodplan.domain.ids import PlaceId
from foodplan.domain.plan import Plan
from foodplan.domain.problem import Problem
from foodplan.evaluate.shares import SiteShare, site_shares
from foodplan.maps.base import base_layers
from foodplan.maps.content import Lines, map_content
from foodplan.maps.encoding import safe_json
from foodplan.texts import Language, say

SCRIPTS = ("popups.js", "draw.js", "panel.js", "map.js")
MAX_ZOOM = 18
MAP_ID = "plan"
DATA = '<script type="application/json" id="foodplan-data">{json}</script>'

# Folium forbids zooming with two fingers; who sees badly needs it (WCAG 1.4.4).
_NO_ZOOM = "initial-scale=1.0, maximum-scale=1.0, user-scalable=no"


def render_map(
    plan: Plan,
    problem: Problem,
    *,
    lines: Lines,
    backdrop: Backdrop,
    language: Language,
    tile_url: str | None = None,
    tile_credit: str = "",
    shares: Sequence[SiteShare] | None = None,
    notes: Mapping[PlaceId, Sequence[str]] | None = None,
) -> str:
    """One self-contained HTML page that asks no other host for anything but tiles, if any.

    Parameters
    ----------
    lines
        Where each leg runs; a leg that is missing is not drawn.
    tile_url
        Address of background tiles with {z}, {x}, {y}; None: the backdrop alone.
    tile_credit
        What the tiles' publisher asks to show, as plain text.
    shares
        Fill rates, if they are known already.
    notes
        Sentences about places, such as why a site got less, shown when a place is opened.
    """
    content = map_content(
        plan,
        problem,
        lines=lines,
        backdrop=backdrop,
        language=language,
        shares=site_shares(plan, problem) if shares is None else shares,
        notes=notes or {},
    )
    content["tiles"] = {"url": tile_url, "credit": tile_credit} if tile_url else None
    page = _bare_map()
    for layer in base_layers(backdrop):
        layer.add_to(page)
    page.add_child(_Start(), name="start")  # type: ignore[no-untyped-call]
    root = _figure(page)
    root.html.add_child(_AsIs(DATA.format(json=safe_json(content))), name="data")
    root.script.add_child(_AsIs("\n".join(map(_static, SCRIPTS))), name="code")
    html: str = root.render()
    return _for_everyone(html, language)


class _AsIs(Element):
    """Text that goes into the page untouched.

    The only way for data: what a MacroElement renders is read as a template a second time, and a
    label such as {{ 7 * 7 }} would be worked out on our side.
    """

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Start(MacroElement):
    """Call our script once the map is there; no data passes here."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "foodplan.start({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )


def _bare_map() -> folium.Map:
    """A Folium map that brings Leaflet from the installed package and nothing else."""
    leaflet_js = dict(folium.Map.default_js)["leaflet"]
    leaflet_css = dict(folium.Map.default_css)["leaflet_css"]
    page = folium.Map(
        location=(0, 0), zoom_start=9, tiles=None, max_zoom=MAX_ZOOM, control_scale=False,
        zoom_control=False, zoomSnap=0.25, attributionControl=True,
    )  # fmt: skip
    page._id = MAP_ID
    page.default_js, page.default_css = [], []
    root = _figure(page)
    root.header.add_child(_AsIs(f"<style>{offline_texts[leaflet_css]}</style>"), name="style")
    root.header.add_child(_AsIs(f"<script>{offline_texts[leaflet_js]}</script>"), name="leaflet")
    root.html.add_child(_AsIs(_static("patterns.svg")), name="patterns")
    return page


def _figure(page: folium.Map) -> Figure:
    return cast(Figure, page.get_root())


def _for_everyone(html: str, language: Language) -> str:
    """Name the language and the page, let people zoom, put our style after Folium's."""
    title = escape(say("map-title", language))
    head = f"<title>{title}</title><style>{_static('map.css')}</style></head>"
    return (
        html.replace("<html>", f'<html lang="{language}">', 1)
        .replace(_NO_ZOOM, "initial-scale=1.0", 1)
        .replace("</head>", head, 1)
    )


def _static(name: str) -> str:
    return (files("foodplan.maps") / "static" / name).read_text(encoding="utf-8")

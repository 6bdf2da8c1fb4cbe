"""Rows of products, lots, needs, orders and history."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

from foodplan.domain.basics import Calendar, Label, Temperature, Unit
from foodplan.domain.food import Basket, Lot, Need, Order, PastWeek, Product
from foodplan.domain.ids import BasketId, HubId, LotId, ProducerId, ProductId, SiteId
from foodplan.inputs import times
from foodplan.inputs.book import Book
from foodplan.inputs.cells import weekday
from foodplan.inputs.rows import Row
from foodplan.inputs.wrong import shown


def read_products(book: Book) -> tuple[Product, ...]:
    """Products."""
    made = (_product(row) for row in book.rows.get("products", ()))
    return tuple(product for product in made if product)


def read_lots(
    book: Book,
    calendar: Calendar,
    products: Mapping[ProductId, Product],
    *,
    is_week_known: bool,
) -> tuple[Lot, ...]:
    """Lots; without a best-before date the product's shelf life counts from the ready day."""
    lots = []
    for row in book.rows.get("lots", ()):
        lot = _lot(row, book, calendar, products)
        if lot and is_week_known:
            _warn_of_useless(row, lot, calendar)
        if lot:
            lots.append(lot)
    return tuple(lots)


def read_needs(
    book: Book,
    calendar: Calendar | None,
    baskets: Collection[Basket] | None,
    resting: Collection[str],
) -> tuple[Need, ...]:
    """Needs of the planned week, one row for each site and basket type.

    `resting`: sites that are not served in that week; their rows wait, with a warning.
    """
    basket_ids = None if baskets is None else {str(basket.basket_id) for basket in baskets}
    seen: dict[Hashable, int] = {}
    needs = []
    for row in _rows_of_week(book, "needs", calendar):
        need = _need(row, book.known("sites"), basket_ids)
        if need and _is_first(row, (need.site_id, need.basket_id), seen, row.text("week")):
            needs += [] if _waits(row, need.site_id, calendar, resting) else [need]
    return tuple(sorted(needs, key=lambda need: (need.site_id, need.basket_id)))


def read_orders(
    book: Book,
    calendar: Calendar | None,
    products: Mapping[ProductId, Product],
    resting: Collection[str],
) -> tuple[Order, ...]:
    """Orders of the planned week; those of `resting` sites wait, with a warning."""
    rows = _rows_of_week(book, "orders", calendar)
    made = [(row, _order(row, book, calendar, products)) for row in rows]
    orders = [o for row, o in made if o and not _waits(row, o.site_id, calendar, resting)]
    return tuple(
        sorted(orders, key=lambda o: (o.site_id, o.product_id, o.day or 0, o.unit, o.quantity))
    )


def read_history(book: Book, calendar: Calendar | None) -> tuple[PastWeek, ...]:
    """Earlier weeks; rows of a site that is gone, or not over yet, only warn and are left out."""
    seen: dict[Hashable, int] = {}
    history = []
    sites = book.known("sites")
    for row in book.rows.get("history", ()):
        site_id = row.text("site_id")
        if site_id and sites is not None and site_id not in sites:
            row.wrong("history-no-site", "site_id", warns=True, text=shown(site_id))
            continue
        past = _past_week(row, site_id)
        if past is None or not _is_first(row, (past.site_id, past.week), seen):
            continue
        if calendar is not None and past.week >= calendar.week:
            row.wrong("history-not-past", "week", warns=True, week=past.week, now=calendar.week)
        else:
            history.append(past)
    return tuple(sorted(history, key=lambda past: (past.site_id, past.week)))


def _product(row: Row) -> Product | None:
    label_fr = row.text("name_fr")
    unit = row.choice("unit", Unit)
    if unit is Unit.PIECE and not row.is_filled("piece_kg"):
        row.wrong("product-piece-kg", "piece_kg")
    return row.build(
        lambda: Product(
            product_id=ProductId(row.text("product_id")),
            label=Label(fr=label_fr or "?", en=row.text("name_en") or label_fr or "?"),
            group=row.text("group"),
            temperature=row.choice("temperature", Temperature),
            crate_kg=row.number_of("crate_kg"),
            crates_per_pallet=row.number_of("crates_per_pallet"),
            shelf_life_days=row.whole("shelf_life_days"),
            unit=unit,
            piece_kg=row.maybe_number("piece_kg"),
        )
    )


def _lot(
    row: Row, book: Book, calendar: Calendar, products: Mapping[ProductId, Product]
) -> Lot | None:
    product_id = ProductId(row.reference("product_id", book.known("products")))
    producer_id = row.maybe_reference("producer_id", book.known("producers"))
    hub_id = row.maybe_reference("hub_id", book.known("hubs"))
    if bool(producer_id) == bool(hub_id):
        row.wrong("lot-two-places" if producer_id else "lot-no-place", "producer_id")
    ready = row.value("ready", lambda text: times.moment(text, calendar)) or (0, 0)
    best_before = row.value("best_before", lambda text: calendar.day_of(times.calendar_date(text)))
    product = products.get(product_id)
    shelf_life_days = product.shelf_life_days if product else 0
    last_day = ready[0] + shelf_life_days if best_before is None else best_before
    if row.is_good and last_day < ready[0]:
        dates = (calendar.date_of(last_day), calendar.date_of(ready[0]))
        if last_day < 0:
            # Ready on a weekday and good until a date, as in the tables of an earlier week.
            row.wrong("lot-before-week", "best_before", warns=True)
            return None
        row.wrong("lot-expires-first", "best_before", last=dates[0], ready=dates[1])
    return row.build(
        lambda: Lot(
            lot_id=LotId(row.text("lot_id")),
            product_id=product_id,
            producer_id=ProducerId(producer_id) if producer_id else None,
            hub_id=HubId(hub_id) if hub_id else None,
            gross_kg=row.number_of("gross_kg"),
            ready_day=ready[0],
            ready_min=ready[1],
            last_day=last_day,
            yield_share=row.number_of("yield_share"),
            price_eur_per_kg=row.number_of("price_eur_per_kg"),
            direct_ok=row.yes("direct_ok"),
        )
    )


def _warn_of_useless(row: Row, lot: Lot, calendar: Calendar) -> None:
    """A lot that is ready after the week, or was over before it, is probably a wrong date."""
    if lot.ready_day >= calendar.n_days:
        row.wrong("lot-after-week", "ready", warns=True)
    elif lot.last_day < 0:
        row.wrong("lot-before-week", "best_before", warns=True)


def _need(
    row: Row, site_ids: Collection[str] | None, basket_ids: Collection[str] | None
) -> Need | None:
    basket_id = row.text("basket_id")
    if basket_id and basket_ids is not None and basket_id not in basket_ids:
        near = row.findings.meant(basket_id, basket_ids)
        code = "need-unknown-basket-near" if near else "need-unknown-basket"
        code = code if basket_ids else "need-no-baskets"
        known = ", ".join(sorted(basket_ids))
        row.wrong(code, "basket_id", text=shown(basket_id), near=near, known=known)
    baskets = row.whole("baskets")
    low, high = row.maybe_whole("baskets_low"), row.maybe_whole("baskets_high")
    if row.is_good and not (low or 0) <= baskets <= (baskets if high is None else high):
        low_text = "–" if low is None else low
        high_text = "–" if high is None else high
        row.wrong("need-range", "baskets", low=low_text, baskets=baskets, high=high_text)
    return row.build(
        lambda: Need(
            site_id=SiteId(row.reference("site_id", site_ids)),
            basket_id=BasketId(basket_id),
            baskets=baskets,
            baskets_low=low,
            baskets_high=high,
        )
    )


def _order(
    row: Row,
    book: Book,
    calendar: Calendar | None,
    products: Mapping[ProductId, Product],
) -> Order | None:
    product_id = ProductId(row.reference("product_id", book.known("products")))
    unit = row.choice("unit", Unit)
    product = products.get(product_id)
    if unit is Unit.PIECE and product is not None and product.piece_kg is None:
        row.wrong("order-piece-kg", "unit", product=product_id)
    day = row.value("day", weekday)
    if day is not None and calendar is not None and day >= calendar.n_days:
        row.wrong("order-day-outside", "day", days=calendar.n_days)
    return row.build(
        lambda: Order(
            site_id=SiteId(row.reference("site_id", book.known("sites"))),
            product_id=product_id,
            quantity=row.number_of("quantity"),
            unit=unit,
            firm=row.yes("firm"),
            price_eur=row.number_of("price_eur"),
            day=day,
        )
    )


def _past_week(row: Row, site_id: str) -> PastWeek | None:
    return row.build(
        lambda: PastWeek(
            site_id=SiteId(site_id),
            week=row.value("week", times.iso_week) or "",
            baskets_needed=row.number_of("baskets_needed"),
            baskets_given=row.number_of("baskets_given"),
        )
    )


def _rows_of_week(book: Book, table: str, calendar: Calendar | None) -> list[Row]:
    """Rows of the planned week; a row that names no week belongs to it."""
    rows = book.rows.get(table, ())
    kept = []
    for row in rows:
        week = row.value("week", times.iso_week)
        if week is None or calendar is None or week == calendar.week:
            kept.append(row)
    if rows and not kept and calendar is not None:
        rows[0].wrong("table-no-week", "week", table=table, week=calendar.week)
    return kept


def _waits(row: Row, site_id: str, calendar: Calendar | None, resting: Collection[str]) -> bool:
    """Whether the row is of a site that is not served in the planned week; if so, say it."""
    if site_id not in resting or calendar is None:
        return False
    row.wrong("site-other-week", "site_id", warns=True, site=site_id, week=calendar.week)
    return True


def _is_first(row: Row, names: tuple[str, ...], seen: dict[Hashable, int], week: str = "") -> bool:
    """Whether no row before had these names (in that week, where no week is chosen yet)."""
    key = (*names, week)
    if key in seen:
        row.wrong("row-twice", None, what=", ".join(names), row=seen[key])
        return False
    seen[key] = row.number
    return True

"""Keep problems, runs, plans and their measures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Do it."""
    op.create_table(
        "problems",
        sa.Column("input_hash", sa.String(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("input_hash", name=op.f("pk_problems")),
    )
    op.create_table(
        "runs",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("scenario_id", sa.String(), nullable=False),
        sa.Column("dataset_id", sa.String(), nullable=False),
        sa.Column("label_fr", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("input_hash", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("work", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("memory_mb", sa.Integer(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("phase", sa.String(), nullable=True),
        sa.Column("share", sa.Double(), nullable=True),
        sa.Column("best_eur", sa.Double(), nullable=True),
        sa.Column("baskets_served", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["input_hash"], ["problems.input_hash"], name=op.f("fk_runs_input_hash")
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_runs")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_runs_idempotency_key")),
    )
    op.create_index(op.f("ix_runs_created_at"), "runs", ["created_at"])
    op.create_index(op.f("ix_runs_input_hash"), "runs", ["input_hash"])
    op.create_index(op.f("ix_runs_status_created_at"), "runs", ["status", "created_at"])

    op.create_table(
        "plans",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("bounds", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.run_id"], name=op.f("fk_plans_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_plans")),
    )
    op.create_table(
        "collections",
        sa.Column("lot_id", sa.String(), nullable=False),
        sa.Column("hub_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("crates", sa.Double(), nullable=False),
        sa.Column("gross_kg", sa.Double(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name=op.f("fk_collections_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_collections")),
    )
    op.create_table(
        "measures",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name=op.f("fk_measures_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "code", name=op.f("pk_measures")),
    )
    op.create_table(
        "order_packings",
        sa.Column("hub_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.String(), nullable=False),
        sa.Column("product_id", sa.String(), nullable=False),
        sa.Column("lot_id", sa.String(), nullable=False),
        sa.Column("net_kg", sa.Double(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name=op.f("fk_order_packings_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_order_packings")),
    )
    op.create_table(
        "recipes",
        sa.Column("hub_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("basket_id", sa.String(), nullable=False),
        sa.Column("n_baskets", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name=op.f("fk_recipes_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_recipes")),
    )
    op.create_table(
        "routes",
        sa.Column("vehicle_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plans.run_id"], name=op.f("fk_routes_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_routes")),
    )
    op.create_table(
        "recipe_parts",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("recipe", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lot_id", sa.String(), nullable=False),
        sa.Column("net_kg", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id", "recipe"],
            ["recipes.run_id", "recipes.position"],
            name=op.f("fk_recipe_parts_run_id_recipe"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "recipe", "position", name=op.f("pk_recipe_parts")),
    )
    op.create_table(
        "trips",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("route", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("load_min", sa.Double(), nullable=False),
        sa.Column("leave_min", sa.Double(), nullable=False),
        sa.Column("home_km", sa.Double(), nullable=False),
        sa.Column("home_drive_min", sa.Double(), nullable=False),
        sa.Column("return_min", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id", "route"],
            ["routes.run_id", "routes.position"],
            name=op.f("fk_trips_run_id_route"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "route", "position", name=op.f("pk_trips")),
    )
    op.create_table(
        "stops",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("route", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("trip", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("km", sa.Double(), nullable=False),
        sa.Column("drive_min", sa.Double(), nullable=False),
        sa.Column("arrive_min", sa.Double(), nullable=False),
        sa.Column("start_min", sa.Double(), nullable=False),
        sa.Column("leave_min", sa.Double(), nullable=False),
        sa.Column("orders", sa.JSON(), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id", "route", "trip"],
            ["trips.run_id", "trips.route", "trips.position"],
            name=op.f("fk_stops_run_id_route_trip"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "route", "trip", "position", name=op.f("pk_stops")),
    )
    op.create_index(op.f("ix_stops_place_id"), "stops", ["place_id"])

    op.create_table(
        "drops",
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("route", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("trip", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stop", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("basket_id", sa.String(), nullable=False),
        sa.Column("n_baskets", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id", "route", "trip", "stop"],
            ["stops.run_id", "stops.route", "stops.trip", "stops.position"],
            name=op.f("fk_drops_run_id_route_trip_stop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "run_id", "route", "trip", "stop", "position", name=op.f("pk_drops")
        ),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("drops")
    op.drop_index(op.f("ix_stops_place_id"), table_name="stops")

    op.drop_table("stops")
    op.drop_table("trips")
    op.drop_table("recipe_parts")
    op.drop_table("routes")
    op.drop_table("recipes")
    op.drop_table("order_packings")
    op.drop_table("measures")
    op.drop_table("collections")
    op.drop_table("plans")
    op.drop_index(op.f("ix_runs_status_created_at"), table_name="runs")
    op.drop_index(op.f("ix_runs_input_hash"), table_name="runs")
    op.drop_index(op.f("ix_runs_created_at"), table_name="runs")

    op.drop_table("runs")
    op.drop_table("problems")

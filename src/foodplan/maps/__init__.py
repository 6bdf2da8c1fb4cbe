"""A plan to an interactive map; the only home of Folium."""

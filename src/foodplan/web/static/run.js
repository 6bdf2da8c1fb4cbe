// The question that the chosen scenario asks, below the list.
"use strict";
{
  const select = document.getElementById("scenario");
  const asks = document.getElementById("scenario-asks");
  const tell = () => {
    asks.textContent = select.selectedOptions[0]?.dataset.asks ?? "";
  };
  select.addEventListener("change", tell);
  tell();
}

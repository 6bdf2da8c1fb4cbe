// The tables offered are those of the week chosen.
"use strict";
{
  const like = document.getElementById("like");
  const tables = document.getElementById("tables");
  const week = document.getElementById("week");
  like.addEventListener("change", () => {
    tables.href = `/weeks/${encodeURIComponent(like.value)}.xlsx`;
    week.href = `/weeks/${encodeURIComponent(like.value)}.yaml`;
  });
}

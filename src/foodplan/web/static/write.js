// Check a scenario while it is written: errors beside their lines, numbers that follow the text.
"use strict";
{
  const WAIT_MS = 600;
  const form = document.getElementById("write");
  const at = (id) => document.getElementById(id);
  const text = at("text");
  let timer = 0;
  let asked = 0;
  let saved = text.value;

  const fit = () => {
    const n = text.value.split("\n").length;
    text.rows = n;
    const numbers = at("numbers");
    while (numbers.children.length < n) numbers.append(document.createElement("li"));
    while (numbers.children.length > n) numbers.lastElementChild.remove();
  };

  const goTo = (row) => {
    const lines = text.value.split("\n");
    const begin = lines.slice(0, row - 1).join("\n").length + (row > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(begin, begin + (lines[row - 1] ?? "").length);
  };

  // Each note at the height of its line, or below the note before it; marks on the numbers.
  const place = () => {
    const height = at("numbers").firstElementChild.getBoundingClientRect().height;
    let free = 0;
    for (const one of at("numbers").children) one.classList.remove("wrong");
    for (const note of at("notes").children) {
      const row = Number(note.firstElementChild.dataset.row);
      at("numbers").children[row - 1]?.classList.add("wrong");
      const top = Math.max(free, (row - 1) * height);
      note.style.top = `${top}px`;
      free = top + note.getBoundingClientRect().height + 4;
    }
    at("notes").style.minHeight = `${free}px`;
  };

  const show = (answer) => {
    const rows = new Map();
    for (const one of answer.errors) {
      const row = one.row ?? 1;
      rows.set(row, [...(rows.get(row) ?? []), one.detail]);
    }
    at("notes").replaceChildren(
      ...[...rows].sort((a, b) => a[0] - b[0]).map(([row, told]) => {
        const note = document.createElement("li");
        const link = document.createElement("a");
            link.href = "#text";
        link.dataset.row = row;
        link.textContent = answer.line.replace("%", row);
        note.append(link, ` ${told.join(" ")}`);
        return note;
      }),
    );
    const verdict = at("verdict");
    verdict.textContent = answer.isGood ? verdict.dataset.good : verdict.dataset.bad;
    verdict.classList.toggle("good", answer.isGood);
    verdict.classList.toggle("bad", !answer.isGood);
    place();
  };

  const check = async () => {
    const number = ++asked;
    const response = await fetch(form.dataset.check, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ yaml: text.value }),
    });
    if (!response.ok || number !== asked) return;
    const validity = await response.json();
    show({ errors: validity.findings, isGood: validity.can_plan, line: form.dataset.line });
  };

  text.addEventListener("input", () => {
    fit();
    clearTimeout(timer);
    timer = setTimeout(check, WAIT_MS);
  });
  at("notes").addEventListener("click", (event) => {
    if (!event.target.dataset.row) return;
    event.preventDefault();
    goTo(Number(event.target.dataset.row));
  });
  window.addEventListener("resize", place);
  at("notes").classList.add("placed");
  place();
  form.addEventListener("submit", () => {
    saved = text.value;
  });
  // Nothing that was typed is lost by a stray click.
  window.addEventListener("beforeunload", (event) => {
    if (text.value !== saved) event.preventDefault();
  });
}

// The count sheet by keyboard: Enter goes to the next field, the last one leaves it to the button. The big screen: full screen.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || !(field instanceof HTMLInputElement) || !field.closest("[data-count]")) return;
  if (field.type === "radio") return;
  event.preventDefault();
  const fields = [...field.form.querySelectorAll("input.input")];
  const next = fields[fields.indexOf(field) + 1] || field.form.querySelector("button.button-primary");
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
});

const full = document.querySelector("[data-full-screen]");
if (full) {
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
  document.addEventListener("fullscreenchange", () => { full.hidden = Boolean(document.fullscreenElement); });
}

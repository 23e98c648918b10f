/* Seating: people are put onto seats by keyboard, by click and by drag. The server answers each change with the hall anew. */
(function () {
  "use strict";

  const box = document.querySelector("[data-seating][data-may]");
  if (!box) return;
  const SHOWN = 8;
  let held = null;
  let here = null;
  let asking = null;
  let busy = false;

  function seats() { return Array.from(box.querySelectorAll("[data-seat]")); }
  function keyOf(seat) { return seat.dataset.area + ":" + seat.dataset.row + ":" + seat.dataset.number; }
  function seatAt(key) { return seats().find(function (seat) { return keyOf(seat) === key; }); }
  function say(text) { box.querySelector("[data-said]").textContent = text; }

  function rove(seat, focus) {
    if (!seat) return;
    seats().forEach(function (each) { each.tabIndex = -1; });
    seat.tabIndex = 0;
    here = keyOf(seat);
    if (focus) {
      seat.focus();
      seat.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  function hold(person, name) {
    held = person ? { person: person, name: name } : null;
    box.querySelectorAll("button[data-person]").forEach(function (each) {
      const mine = Boolean(held) && each.dataset.person === held.person;
      each.classList.toggle("seat-held", mine);
      each.setAttribute("aria-pressed", mine ? "true" : "false");
    });
    if (held) say("拿起" + name + "，走到要坐的座位按回车。");
  }

  function send(address, data, focusKey) {
    if (busy) return;
    busy = true;
    const body = new URLSearchParams(data);
    body.set("version", box.querySelector("[data-hall]").dataset.version);
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const room = box.querySelector(".seat-room");
    const left = room ? room.scrollLeft : 0;
    fetch(address, { method: "POST", body: body, headers: { "X-Part": "hall" }, credentials: "same-origin" })
      .then(function (answer) {
        if (![200, 409, 422].includes(answer.status)) throw new Error("answer");
        return answer.text();
      })
      .then(function (html) {
        box.innerHTML = html;
        const again = box.querySelector(".seat-room");
        if (again) again.scrollLeft = left;
        held = null;
        rove(seatAt(focusKey || here) || seats()[0], Boolean(focusKey || here));
      })
      .catch(function () { say("没有连上，座位没有动。请看看网络，再试一次。"); })
      .then(function () { busy = false; });
  }

  function put(person, seat) {
    send(box.dataset.put, { who: person, area: seat.dataset.area, row: seat.dataset.row, number: seat.dataset.number }, keyOf(seat));
  }
  function off(person) { send(box.dataset.put, { who: person, off: "1" }, here); }
  function undo() { send(box.dataset.undo, {}, here); }

  function press(seat) {
    if (held) {
      if (held.person === seat.dataset.person) { hold(null); say("放下了，座位没有变。"); } else put(held.person, seat);
    } else if (seat.dataset.person) hold(seat.dataset.person, seat.dataset.name);
    else find(seat);
  }

  // ---- looking for somebody by name, for the seat the cursor is on
  function find(seat) {
    const form = box.querySelector("[data-find]");
    asking = keyOf(seat);
    form.hidden = false;
    form.querySelector("[data-find-seat]").textContent = seat.getAttribute("aria-label").split("，")[0];
    const input = form.querySelector("input");
    input.value = "";
    list(input);
    input.focus();
  }

  function list(input) {
    const found = box.querySelector("#seat-found");
    const words = input.value.trim().toLowerCase();
    const rows = words ? Array.from(box.querySelectorAll("[data-people] [data-person]")).filter(function (row) {
      return row.dataset.name.includes(words) || row.dataset.initials.startsWith(words);
    }) : [];
    rows.sort(function (one, two) { return Boolean(one.dataset.where) - Boolean(two.dataset.where); });
    found.textContent = "";
    rows.slice(0, SHOWN).forEach(function (row, index) {
      const item = document.createElement("li");
      item.id = "seat-found-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", index === 0 ? "true" : "false");
      item.dataset.found = row.dataset.person;
      item.textContent = row.dataset.name + "（" + row.dataset.note + "，" + (row.dataset.where || "没有座位") + "）";
      found.append(item);
    });
    input.setAttribute("aria-expanded", rows.length ? "true" : "false");
    mark(input, rows.length ? 0 : -1);
  }

  function options() { return Array.from(box.querySelectorAll("#seat-found [role=option]")); }
  function chosen() { return options().findIndex(function (one) { return one.getAttribute("aria-selected") === "true"; }); }
  function mark(input, index) {
    options().forEach(function (one, place) { one.setAttribute("aria-selected", place === index ? "true" : "false"); });
    if (index >= 0) input.setAttribute("aria-activedescendant", "seat-found-" + index);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    const form = box.querySelector("[data-find]");
    if (!form || form.hidden) return;
    form.hidden = true;
    rove(seatAt(asking), true);
  }

  function take(index) {
    const one = options()[index];
    const seat = seatAt(asking);
    if (one && seat) put(one.dataset.found, seat);
  }

  function findKeys(event) {
    const input = event.target;
    const count = options().length;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.isComposing) take(chosen());
    else if (event.key === "ArrowDown" && count) mark(input, (chosen() + 1) % count);
    else if (event.key === "ArrowUp" && count) mark(input, (chosen() + count - 1) % count);
    else return;
    event.preventDefault();
  }

  // ---- walking from seat to seat
  function step(seat, key) {
    const rows = Array.from(box.querySelectorAll(".seat-row"));
    const row = seat.closest(".seat-row");
    const line = Array.from(row.querySelectorAll("[data-seat]"));
    const place = line.indexOf(seat);
    if (key === "ArrowLeft") return line[place - 1];
    if (key === "ArrowRight") return line[place + 1];
    if (key === "Home") return line[0];
    if (key === "End") return line[line.length - 1];
    const next = rows[rows.indexOf(row) + (key === "ArrowUp" ? -1 : 1)];
    if (!next) return null;
    const middle = seat.getBoundingClientRect();
    const centre = middle.left + middle.width / 2;
    return Array.from(next.querySelectorAll("[data-seat]")).sort(function (one, two) {
      const a = one.getBoundingClientRect(), b = two.getBoundingClientRect();
      return Math.abs(a.left + a.width / 2 - centre) - Math.abs(b.left + b.width / 2 - centre);
    })[0];
  }

  function seatKeys(event, seat) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
      const next = step(seat, event.key);
      if (next) rove(next, true);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      if (seat.dataset.person) off(seat.dataset.person);
    } else if (event.key === "Escape") {
      if (held) { hold(null); say("放下了，座位没有变。"); }
    } else if (event.key.length === 1 && event.key !== " ") {
      find(seat);
      return;
    } else return;
    event.preventDefault();
  }

  box.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.matches("input")) {
      event.preventDefault();
      undo();
    } else if (event.target.id === "seat-find") findKeys(event);
    else if (event.target.closest("[data-seat]")) seatKeys(event, event.target.closest("[data-seat]"));
    else if (event.key === "Escape" && held) { hold(null); say("放下了，座位没有变。"); }
  });
  box.addEventListener("input", function (event) { if (event.target.id === "seat-find") list(event.target); });
  box.addEventListener("submit", function (event) {
    if (event.target.matches("[data-find]")) event.preventDefault();
    else if (event.target.matches("[data-undo-form]")) { event.preventDefault(); undo(); }
  });
  box.addEventListener("click", function (event) {
    const seat = event.target.closest("[data-seat]");
    const person = event.target.closest("[data-waiting] [data-person]");
    const found = event.target.closest("[data-found]");
    if (seat) { rove(seat, false); press(seat); }
    else if (person) hold(held && held.person === person.dataset.person ? null : person.dataset.person, person.dataset.name);
    else if (found) take(options().indexOf(found));
  });

  // ---- dragging
  let dragged = null;
  box.addEventListener("dragstart", function (event) {
    const person = event.target.closest("[data-person]");
    if (!person) return;
    dragged = person.dataset.person;
    event.dataTransfer.setData("text/plain", person.dataset.name);
    event.dataTransfer.effectAllowed = "move";
  });
  box.addEventListener("dragover", function (event) {
    if (dragged && event.target.closest("[data-seat], [data-waiting]")) event.preventDefault();
  });
  box.addEventListener("drop", function (event) {
    const seat = event.target.closest("[data-seat]");
    if (!dragged) return;
    event.preventDefault();
    if (seat) put(dragged, seat);
    else if (event.target.closest("[data-waiting]")) off(dragged);
    dragged = null;
  });
  box.addEventListener("dragend", function () { dragged = null; });

  rove(seats()[0], false);
})();

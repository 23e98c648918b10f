/* Forms: counting characters, asking before danger, sending once, warning before unsaved work is left. */
(function () {
  "use strict";

  function countCharacters(counter) {
    const input = document.getElementById(counter.dataset.counterFor);
    if (!input) return;
    const longest = Number(counter.dataset.longest);
    function show() {
      const written = Array.from(input.value).length;
      counter.textContent = "已写" + written + "字，最多" + longest + "字";
      counter.classList.toggle("counter-over", written > longest);
    }
    input.addEventListener("input", show);
    show();
  }

  function ask(question, proceed) {
    const dialog = document.createElement("dialog");
    if (!dialog.showModal) {
      if (window.confirm(question)) proceed();
      return;
    }
    dialog.className = "ask";
    const words = document.createElement("p");
    words.id = "ask-words";
    words.textContent = question;
    dialog.setAttribute("aria-labelledby", words.id);
    const buttons = document.createElement("div");
    buttons.className = "cluster";
    const yes = button("确认", "button button-primary", function () { dialog.close(); proceed(); });
    const no = button("不做了", "button", function () { dialog.close(); });
    buttons.append(yes, no);
    dialog.append(words, buttons);
    dialog.addEventListener("close", function () { dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  }

  function button(label, className, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = className;
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function release(form) {
    delete form.dataset.sending;
    form.querySelectorAll("[data-was]").forEach(function (pressed) {
      pressed.disabled = false;
      pressed.textContent = pressed.dataset.was;
      delete pressed.dataset.was;
    });
  }

  function hold(form, submitter) {
    form.dataset.sending = "1";
    // After this turn of the event loop, so that the pressed button's own value is still sent.
    window.setTimeout(function () {
      const pressed = submitter || form.querySelector("button[type=submit]");
      if (pressed && !pressed.querySelector("svg")) {
        pressed.dataset.was = pressed.textContent;
        pressed.textContent = "正在提交…";
        pressed.disabled = true;
      }
    }, 0);
    window.setTimeout(function () { release(form); }, 30000);
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented) return;
    const submitter = event.submitter || null;
    const question = (submitter && submitter.dataset.confirm) || form.dataset.confirm;
    if (question && !form.dataset.confirmed) {
      event.preventDefault();
      ask(question, function () {
        form.dataset.confirmed = "1";
        form.requestSubmit(submitter || undefined);
      });
      return;
    }
    delete form.dataset.confirmed;
    delete form.dataset.dirty;
    if (form.method !== "post" || form.dataset.once === "off") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    hold(form, submitter);
  });

  document.addEventListener("input", function (event) {
    const form = event.target.form;
    if (form && form.hasAttribute("data-guard")) form.dataset.dirty = "1";
  });

  window.addEventListener("beforeunload", function (event) {
    if (document.querySelector("form[data-guard][data-dirty]")) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sending]").forEach(release);
  });

  function prepare(root) {
    root.querySelectorAll("[data-counter-for]").forEach(countCharacters);
    const wrong = root.querySelector("[data-form-errors]");
    if (wrong) wrong.focus();
  }
  prepare(document);
  document.addEventListener("htmx:load", function (event) {
    if (event.target !== document.body) prepare(event.target);
  });
})();

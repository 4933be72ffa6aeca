// Zoom, pan and fold of the map. The page says all it has to say without it.
// It stands in the page as it is here, so it holds no "less than" and no "and" sign.
(function () {
  "use strict";
  var map = document.querySelector(".map");
  var svg = map.querySelector("svg");
  var wide = parseFloat(svg.getAttribute("width"));
  var high = parseFloat(svg.getAttribute("height"));
  var zoom = 1;

  function show(to) {
    var from = zoom;
    var middleX = map.scrollLeft + map.clientWidth / 2;
    var middleY = map.scrollTop + map.clientHeight / 2;
    zoom = Math.min(8, Math.max(0.02, to));
    svg.setAttribute("width", wide * zoom);
    svg.setAttribute("height", high * zoom);
    map.scrollLeft = middleX * zoom / from - map.clientWidth / 2;
    map.scrollTop = middleY * zoom / from - map.clientHeight / 2;
  }

  function fit() {
    show(Math.min(1, map.clientWidth / wide));
  }

  // Dragging pans; what follows a drag is no click.
  var held = null;
  var moved = false;
  map.classList.add("movable");
  map.addEventListener("dragstart", function (event) { event.preventDefault(); });
  map.addEventListener("mousedown", function (event) {
    if (event.button === 0) {
      held = { x: event.clientX + map.scrollLeft, y: event.clientY + map.scrollTop };
      moved = false;
    }
  });
  window.addEventListener("mousemove", function (event) {
    if (held === null) { return; }
    var x = held.x - event.clientX;
    var y = held.y - event.clientY;
    if (moved || Math.abs(x - map.scrollLeft) + Math.abs(y - map.scrollTop) > 4) {
      moved = true;
      map.classList.add("moving");
      map.scrollLeft = x;
      map.scrollTop = y;
    }
  });
  window.addEventListener("mouseup", function () {
    held = null;
    map.classList.remove("moving");
  });
  map.addEventListener("click", function (event) {
    if (moved) {
      event.preventDefault();
      event.stopPropagation();
    }
    moved = false;
  }, true);
  map.addEventListener("wheel", function (event) {
    if (event.ctrlKey) {
      event.preventDefault();
      show(zoom * (event.deltaY > 0 ? 1 / 1.15 : 1.15));
    }
  }, { passive: false });
  map.addEventListener("keydown", function (event) {
    if (event.key === "+" || event.key === "=") { show(zoom * 1.25); }
    if (event.key === "-") { show(zoom / 1.25); }
    if (event.key === "0") { fit(); }
  });

  // A folded claim hides the bricks of its branch, and the lines to them.
  var bricks = Array.from(svg.querySelectorAll("[data-on]"));
  var home = {};
  svg.querySelectorAll("[data-item]").forEach(function (item) {
    home[item.dataset.item] = item.closest("[data-brick]");
  });
  var folded = new Set();
  var buttons = [];

  function gone(brick) {
    while (brick ? brick.dataset.on : false) {
      if (folded.has(brick.dataset.on)) { return true; }
      brick = home[brick.dataset.on];
    }
    return false;
  }

  function redraw() {
    bricks.forEach(function (brick) { brick.classList.toggle("gone", gone(brick)); });
    svg.querySelectorAll("[data-of]").forEach(function (line) {
      line.classList.toggle("gone", gone(home[line.dataset.of]));
    });
    buttons.forEach(function (button) {
      var shut = folded.has(button.dataset.folds);
      button.setAttribute("aria-expanded", shut ? "false" : "true");
      button.lastChild.textContent = shut ? "+" : "−";
    });
  }

  function made(name, values, parent) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(values).forEach(function (key) { element.setAttribute(key, values[key]); });
    parent.appendChild(element);
    return element;
  }

  var targets = new Set(bricks.map(function (brick) { return brick.dataset.on; }));
  svg.querySelectorAll("[data-fold]").forEach(function (box) {
    var key = box.dataset.item;
    if (!targets.has(key)) { return; }
    var at = box.dataset.fold.split(" ");
    var button = made("g", {
      "class": "fold", "role": "button", "tabindex": "0", "data-folds": key,
      "transform": "translate(" + at[0] + " " + at[1] + ")",
      "aria-label": map.dataset.fold + ": " + box.querySelector("title").textContent
    }, box.closest("[data-brick]"));
    made("circle", { r: 8 }, button);
    made("text", { y: 4 }, button);
    function toggle() {
      if (!folded.delete(key)) { folded.add(key); }
      redraw();
    }
    button.addEventListener("click", toggle);
    button.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        toggle();
      }
    });
    buttons.push(button);
  });

  // What is linked to is shown, whatever was folded.
  window.addEventListener("hashchange", function () {
    var brick = home[location.hash.slice(1)];
    while (brick ? brick.dataset.on : false) {
      folded.delete(brick.dataset.on);
      brick = home[brick.dataset.on];
    }
    redraw();
  });

  var tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "toolbar");
  tools.setAttribute("aria-label", map.getAttribute("aria-label"));
  function tool(words, run) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", run);
    tools.appendChild(button);
  }
  tool(map.dataset.larger, function () { show(zoom * 1.25); });
  tool(map.dataset.smaller, function () { show(zoom / 1.25); });
  tool(map.dataset.fit, fit);
  tool(map.dataset.whole, function () { show(1); });
  tool(map.dataset.foldAll, function () { buttons.forEach(function (button) { folded.add(button.dataset.folds); }); redraw(); });
  tool(map.dataset.unfoldAll, function () { folded.clear(); redraw(); });
  map.parentNode.insertBefore(tools, map);
  redraw();
  show(Math.max(0.5, Math.min(1, map.clientWidth / wide)));
}());

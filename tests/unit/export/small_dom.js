// As much of a browser's document as the script of an exported page asks for.
// `tree` is [tag, attributes, children, text]; children are trees.
function camel(name) {
  return name.slice(5).replace(/-(.)/g, function (_, letter) { return letter.toUpperCase(); });
}

function Element(tag, attributes) {
  var element = this;
  this.tag = tag;
  this.attributes = {};
  this.dataset = {};
  this.children = [];
  this.parentNode = null;
  this.textContent = "";
  this.listeners = {};
  this.classes = new Set();
  this.scrolled = { x: 0, y: 0 };
  this.clientWidth = 600;
  this.clientHeight = 400;
  this.classList = {
    add: function (name) { element.classes.add(name); },
    remove: function (name) { element.classes.delete(name); },
    toggle: function (name, on) { if (on) { element.classes.add(name); } else { element.classes.delete(name); } }
  };
  Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
}
Element.prototype = {
  get lastChild() { return this.children[this.children.length - 1]; },
  get scrollLeft() { return this.scrolled.x; },
  set scrollLeft(to) { this.scrolled.x = Math.max(0, to); },
  get scrollTop() { return this.scrolled.y; },
  set scrollTop(to) { this.scrolled.y = Math.max(0, to); },
  set className(names) { this.setAttribute("class", names); },
  getAttribute: function (name) { return name in this.attributes ? this.attributes[name] : null; },
  setAttribute: function (name, value) {
    var element = this;
    this.attributes[name] = String(value);
    if (name.indexOf("data-") === 0) { this.dataset[camel(name)] = String(value); }
    if (name === "class") { String(value).split(" ").forEach(function (one) { element.classes.add(one); }); }
  },
  appendChild: function (child) { child.parentNode = this; this.children.push(child); return child; },
  insertBefore: function (child, before) {
    child.parentNode = this;
    this.children.splice(this.children.indexOf(before), 0, child);
  },
  addEventListener: function (name, run) { (this.listeners[name] = this.listeners[name] || []).push(run); },
  fire: function (name, event) {
    event = event || {};
    event.preventDefault = function () { event.prevented = true; };
    event.stopPropagation = function () {};
    (this.listeners[name] || []).forEach(function (run) { run(event); });
    return Boolean(event.prevented);
  },
  matches: function (selector) {
    if (selector[0] === "[") { return selector.slice(1, -1) in this.attributes; }
    if (selector[0] === ".") { return this.classes.has(selector.slice(1)); }
    return this.tag === selector;
  },
  querySelectorAll: function (selector) {
    var found = [];
    this.children.forEach(function (child) {
      if (child.matches(selector)) { found.push(child); }
      child.querySelectorAll(selector).forEach(function (one) { found.push(one); });
    });
    return found;
  },
  querySelector: function (selector) { return this.querySelectorAll(selector)[0] || null; },
  closest: function (selector) {
    var element = this;
    while (element !== null) {
      if (element.matches(selector)) { return element; }
      element = element.parentNode;
    }
    return null;
  }
};

function grown(tree) {
  var element = new Element(tree[0], tree[1]);
  tree[2].forEach(function (child) { element.appendChild(grown(child)); });
  element.textContent = tree[3];
  return element;
}

var document = grown(JSON.parse(page));
document.createElement = function (tag) { return new Element(tag, {}); };
document.createElementNS = function (_, tag) { return new Element(tag, {}); };
var window = new Element("window", {});
var location = { hash: "" };

// What the tests ask and do.
function shown() {
  return document.querySelectorAll("[data-item]").filter(function (item) {
    var element = item;
    while (element !== null) {
      if (element.classes.has("gone")) { return false; }
      element = element.parentNode;
    }
    return true;
  }).map(function (item) { return item.querySelector("title").textContent; }).join("|");
}
function lines() {
  return document.querySelectorAll("[data-of]").filter(function (line) { return !line.classes.has("gone"); }).length;
}
function folds() { return document.querySelectorAll(".fold"); }
function tool(index) { document.querySelector(".tools").children[index].fire("click"); }
function map() { return document.querySelector(".map"); }
function wide() { return parseFloat(document.querySelector("svg").getAttribute("width")); }

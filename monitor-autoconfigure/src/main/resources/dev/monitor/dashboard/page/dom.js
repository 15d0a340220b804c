/**
 * Makes an element. Texts become text nodes, so that nothing in them is ever read as HTML.
 * @param tag name of the element
 * @param properties properties to set; some are attributes, those that start with "on" are listeners
 * @param children elements and texts
 */
export function make(tag, properties = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name.startsWith("on")) {
			element.addEventListener(name.slice(2), value);
		}
		else if (/^(aria|role$|list$)/.test(name)) {
			element.setAttribute(name.replace(/^aria/, "aria-"), value);
		}
		else {
			element[name] = value;
		}
	}
	element.append(...children.map((child) => typeof child === "string" ? straight(child) : child));
	return element;
}

/** Marks what makes a text read in another order than it is written, as a name would that looks like another one. */
function straight(text) {
	return String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** Sets a text where it is another one, so that selections stay and nothing is laid out anew. */
export function text(element, value) {
	const shown = straight(value);
	if (element.textContent !== shown) {
		element.textContent = shown;
	}
}

/** Sets a property of an element where it is another one. */
export function set(element, name, value) {
	if (element[name] !== value) {
		element[name] = value;
	}
}

/** Has exactly so many children in an element: makes what is missing, and takes what is too much from the end. */
export function count(parent, wanted, create) {
	while (parent.childElementCount > wanted) {
		parent.lastElementChild.remove();
	}
	while (parent.childElementCount < wanted) {
		parent.append(create(parent.childElementCount));
	}
	return parent.children;
}

/** Makes a titled part of the page. */
export function card(title, ...children) {
	const heading = make("h2", {}, title);
	const part = make("section", { className: "card" }, make("div", { className: "title" }, heading), ...children);
	part.setAttribute("aria-label", title);
	return part;
}

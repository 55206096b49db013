"use strict";
// The fields of the test form, read as a JSON document and as an XML document.
(() => {
  const INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  const NUMBERS = ["integer", "long", "decimal", "double"];

  const fieldsOf = (container) => [...container.querySelectorAll(":scope > [data-field]")];

  const scalar = (container) => {
    const control = container.querySelector("[data-value]");
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(control.value) ? `${control.value}:00` : control.value;
  };

  const item = (container, kind) => {
    if (kind === "model") return { kind, members: membersOf(container) };
    const text = scalar(container);
    return text === "" ? null : { kind, text };
  };

  const value = (field) => {
    const { kind, itemKind } = field.dataset;
    if (kind === "collection") {
      const items = [...field.querySelectorAll(":scope > [data-items] > [data-item]")];
      const filled = items.map((one) => item(one, itemKind)).filter(Boolean);
      return filled.length ? { kind, items: filled } : null;
    }
    const found = item(field, kind);
    return kind === "model" && !found.members.length ? null : found;
  };

  // What is filled in; empty fields are left out.
  const membersOf = (container) => fieldsOf(container)
    .map((field) => ({ names: field.dataset, value: value(field) }))
    .filter((member) => member.value);

  const plain = ({ kind, text, items, members }) => {
    if (items) return items.map(plain);
    if (members) return Object.fromEntries(members.map((member) => [member.names.field, plain(member.value)]));
    if (kind === "boolean") return text === "true";
    return NUMBERS.includes(kind) && /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text;
  };

  const escaped = (text) => text
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#xD;");

  const element = (depth, name, attributes, content) => {
    const indent = "  ".repeat(depth);
    if (Array.isArray(content)) {
      if (!content.length) return `${indent}<${name}${attributes} />`;
      return `${indent}<${name}${attributes}>\n${content.join("\n")}\n${indent}</${name}>`;
    }
    return `${indent}<${name}${attributes}>${escaped(content)}</${name}>`;
  };

  // The reference reads members in this order only.
  const inOrder = (members) => [...members].sort((one, other) => one.names.order - other.names.order);

  // Names in another namespace than what is around them take a prefix, as the reference writes them.
  const within = (depth, prefix, space, own) => (own === space
    ? { prefix, attributes: "" }
    : { prefix: `d${depth}p1:`, attributes: ` xmlns:d${depth}p1="${own}"` });

  const member = (depth, prefix, space, { names, value: { text, items, members } }) => {
    const named = within(depth, prefix, space, names.space);
    const name = named.prefix + names.wire;
    if (text !== undefined) return element(depth, name, named.attributes, text);
    const inner = within(depth + 1, named.prefix, names.space, names.inside);
    const attributes = named.attributes + inner.attributes;
    if (members) return element(depth, name, attributes, all(depth + 1, inner.prefix, names.inside, members));
    const children = items.map((one) => (one.members
      ? element(depth + 1, inner.prefix + names.itemName, "", all(depth + 2, inner.prefix, names.inside, one.members))
      : element(depth + 1, inner.prefix + names.itemName, "", one.text)));
    return element(depth, name, attributes, children);
  };

  const all = (depth, prefix, space, members) => inOrder(members).map((one) => member(depth, prefix, space, one));

  window.farstu.body = {
    json: (fields) => JSON.stringify(plain({ members: membersOf(fields) }), null, 2),
    xml: (fields, root, space) => element(
      0, root, ` xmlns:i="${INSTANCE}" xmlns="${space}"`, all(1, "", space, membersOf(fields)),
    ),
  };
})();

// Prefixes: which a query declares, and a declaration for one that is written and known.

import { Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const DECLARED = /^[ \t]*PREFIX\s+([\w.-]*)\s*:\s*<[^<>]*>/gim;
const WRITTEN = /(?:^|[\s({[|/^!,;])([A-Za-z][\w-]*):$/;

export function declared(text) {
  return new Set([...text.matchAll(DECLARED)].map((match) => match[1]));
}

// What to insert, and where: behind the last declaration, or before the first line that asks.
export function declaration(text, prefix, iri) {
  const last = [...text.matchAll(DECLARED)].at(-1);
  const insert = `PREFIX ${prefix}: <${iri}>\n`;
  if (last) {
    const end = text.indexOf("\n", last.index + last[0].length);
    return end < 0 ? { from: text.length, insert: `\n${insert}` } : { from: end + 1, insert };
  }
  const comments = /^(?:[ \t]*#[^\n]*\n|[ \t]*\n)*/.exec(text)[0];
  return { from: comments.length, insert };
}

// Whether this place is in a comment, a string or an IRI, where a colon makes no prefix.
export function inside(line) {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g, "");
  return /[#"']|<[^<>\s]*$/.test(bare);
}

// `bf:` typed, and the line `PREFIX bf: <…>` is there; undone with what was typed.
export function declaring(prefixes) {
  return EditorView.updateListener.of(({ docChanged, transactions, state, view }) => {
    if (!docChanged || !transactions.some((each) => each.isUserEvent("input.type"))) return;
    const { head } = state.selection.main;
    const line = state.doc.lineAt(head);
    const before = line.text.slice(0, head - line.from);
    const prefix = WRITTEN.exec(before)?.[1];
    if (!prefix || !Object.hasOwn(prefixes, prefix) || inside(before) || /^\s*(PREFIX|BASE)\b/i.test(before)) return;
    const text = state.doc.toString();
    if (declared(text).has(prefix)) return;
    view.dispatch({ changes: declaration(text, prefix, prefixes[prefix]), annotations: Transaction.userEvent.of("input.complete") });
  });
}

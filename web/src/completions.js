// What may be meant: prefixes, classes and properties with how often they are used, variables, words.

import { declaration, declared, inside } from "./prefixes.js";

const WORDS = `ASK BASE BIND CONSTRUCT DESCRIBE DISTINCT FILTER FROM GRAPH HAVING LIMIT MINUS NAMED OFFSET OPTIONAL
PREFIX REDUCED SELECT UNION VALUES WHERE EXISTS UNDEF AVG BOUND COALESCE CONCAT CONTAINS COUNT DATATYPE
GROUP_CONCAT IF LANG LANGMATCHES LCASE MAX MIN REGEX REPLACE SAMPLE STR STRAFTER STRBEFORE STRENDS STRLEN
STRSTARTS SUBSTR SUM UCASE YEAR`.split(/\s+/).concat("GROUP BY", "ORDER BY", "NOT EXISTS", "FILTER NOT EXISTS");

export function completions(words, prefixes) {
  return async (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (inside(before)) return null;
    const known = (await words) ?? { classes: [], properties: [] };
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return variables(context, variable.from);
    const word = context.matchBefore(/[A-Za-z][\w-]*(?::[\w-]*)?/);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    if (/^\s*PREFIX\s+[\w-]*$/i.test(before)) return { from, options: Object.entries(prefixes).map(line_of), validFor: /^[\w-]*$/ };
    if (word && !word.text.includes(":") && word.text.length < 2 && !context.explicit) return null;
    return { from, options: options(known, prefixes, before.slice(0, from - line.from)), validFor: /^[\w:-]*$/ };
  };
}

const line_of = ([prefix, iri]) => ({ label: prefix, apply: `${prefix}: <${iri}>\n`, detail: iri, type: "namespace" });

function variables(context, from) {
  const here = context.state.doc.sliceString(from, context.pos);
  const found = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
  const elsewhere = [...found].filter((each) => each !== here);
  return { from, options: elsewhere.map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
}

function options({ classes, properties }, prefixes, before) {
  const aClass = /(?:\ba|rdf:type)\s+$/.test(before);
  const terms = [
    ...classes.map((each) => term(each, "class", prefixes, aClass ? 2 : 0)),
    ...properties.map((each) => term(each, "property", prefixes, aClass ? 0 : 1)),
  ];
  const most = Math.max(1, ...terms.map((each) => each.things));
  for (const each of terms) each.boost += each.things / most;
  return [...terms, ...WORDS.map((label) => ({ label, type: "keyword", boost: -1 }))];
}

function term({ term, iri, things }, type, prefixes, boost) {
  return {
    label: term,
    detail: things.toLocaleString("en"),
    type,
    boost,
    things,
    apply: (view, _completion, from, to) => complete(view, term === iri ? `<${iri}>` : term, prefixes, from, to),
  };
}

function complete(view, insert, prefixes, from, to) {
  const text = view.state.doc.toString();
  const prefix = insert.startsWith("<") ? "" : insert.split(":")[0];
  const changes = [{ from, to, insert }];
  let moved = 0;
  if (prefix && Object.hasOwn(prefixes, prefix) && !declared(text).has(prefix)) {
    const line = declaration(text, prefix, prefixes[prefix]);
    if (line.from <= from) {
      changes.push(line);
      moved = line.insert.length;
    }
  }
  view.dispatch({ changes, selection: { anchor: from + moved + insert.length }, userEvent: "input.complete" });
}

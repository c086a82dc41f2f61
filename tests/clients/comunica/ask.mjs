// Runs the questions that come in as JSON, one after the other, and writes what Comunica says.
// In: {name: {kind: "rows" | "yes" | "graph", query, sources}}; out: {name: [...] | boolean | {error}}.
import { text } from "node:stream/consumers";
import { QueryEngine } from "@comunica/query-sparql";

const engine = new QueryEngine();

const ask = {
  rows: async (query, context) => {
    const found = await (await engine.queryBindings(query, context)).toArray();
    return found.map((row) => Object.fromEntries([...row].map(([key, term]) => [key.value, term.value])));
  },
  yes: (query, context) => engine.queryBoolean(query, context),
  graph: async (query, context) => {
    const found = await (await engine.queryQuads(query, context)).toArray();
    return found.map((each) => [each.subject.value, each.predicate.value, each.object.value]);
  },
};

const answers = {};
for (const [name, { kind, query, sources, ...context }] of Object.entries(JSON.parse(await text(process.stdin)))) {
  try {
    answers[name] = await ask[kind](query, { sources, ...context });
  } catch (error) {
    answers[name] = { error: error.message };
  }
}
process.stdout.write(JSON.stringify(answers));

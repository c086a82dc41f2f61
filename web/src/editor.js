// Makes an editor of the query page's text area. The form stays what it is and is what is sent.

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { linter, lintKeymap } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { completions } from "./completions.js";
import { colours, theme } from "./looks.js";
import { opinions } from "./opinions.js";
import { declaring } from "./prefixes.js";

// A longer query goes in the body: proxies refuse addresses of more than some 8,000 bytes.
const LONGEST_ADDRESS = 4000;

const form = document.getElementById("ask");
const area = document.getElementById("query");
if (form && area) edit();

function edit() {
  const host = document.createElement("div");
  host.className = "editor";
  area.before(host);
  // In a shadow tree CodeMirror adopts its style sheets; in the page it would write them into
  // the document, which the site's policy (style-src 'self') forbids.
  const root = host.attachShadow({ mode: "open", delegatesFocus: true });
  const words = fetch(form.dataset.terms).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  const view = new EditorView({ root, parent: root, state: EditorState.create({ doc: area.value, extensions: extensions(words) }) });
  const label = document.getElementById("query-label");
  label.addEventListener("click", (event) => {
    event.preventDefault();
    view.focus();
  });
  form.addEventListener("submit", () => {
    area.value = view.state.doc.toString();
    form.method = encodeURIComponent(area.value).length > LONGEST_ADDRESS ? "post" : "get";
  });
  area.hidden = true;
  document.querySelector(".keys").hidden = false;
}

function extensions(words) {
  const run = () => {
    form.requestSubmit(form.querySelector("button"));
    return true;
  };
  return [
    // Before the editor's own keys, where Ctrl-Enter begins a line. Tab is left to the browser,
    // so that who has no mouse gets out; a completion that is shown takes it.
    Prec.highest(keymap.of([{ key: "Ctrl-Enter", mac: "Cmd-Enter", run }, { key: "Tab", run: acceptCompletion }])),
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    indentOnInput(),
    indentUnit.of("  "),
    EditorState.tabSize.of(2),
    bracketMatching(),
    closeBrackets(),
    StreamLanguage.define(sparql),
    syntaxHighlighting(colours),
    theme,
    autocompletion({ override: [completions(words, JSON.parse(form.dataset.prefixes))] }),
    linter(opinions(form.dataset.opinion, document.getElementById("told")), { delay: 600 }),
    declaring(JSON.parse(form.dataset.prefixes)),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    EditorView.contentAttributes.of({ "aria-label": "Query", spellcheck: "false", dir: "ltr" }),
    // Of the view and not of the update: a prefix may have been declared since.
    EditorView.updateListener.of(({ docChanged, view }) => {
      if (docChanged) area.value = view.state.doc.toString();
    }),
  ];
}

// What the server says of the query while it is written: marked in the text, and told below it.

const LONGEST = 20_000; // characters the server looks at

export function opinions(address, told) {
  return async (view) => {
    const query = view.state.doc.toString();
    if (!query.trim() || query.length > LONGEST) return say(told, []);
    let found;
    try {
      const answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ query }),
      });
      if (!answer.ok) return say(told, []);
      found = await answer.json();
    } catch {
      return say(told, []);
    }
    const marks = found.advice.map((each) => mark(view.state.doc, each, "warning"));
    if (found.error) marks.push(mark(view.state.doc, found.error, "error"));
    return say(told, marks);
  };
}

function mark(doc, { line, column, sentence }, severity) {
  const at = doc.line(Math.min(Math.max(line ?? 1, 1), doc.lines));
  const indent = at.text.length - at.text.trimStart().length;
  let place = column ? Math.min(column - 1, at.length) : indent;
  // The parser gave up behind a word: it is the word that is wrong.
  if (!/\S/.test(at.text[place] ?? "")) place = at.text.slice(0, place).trimEnd().search(/\S*$/);
  const message = severity === "error" ? sentence : `Line ${at.number}. ${sentence}`;
  return { from: at.from + place, to: at.to, severity, message };
}

function say(told, marks) {
  const first = marks.find((each) => each.severity === "error") ?? marks[0];
  told.hidden = !first;
  told.classList.toggle("wrong", first?.severity === "error");
  told.textContent = first ? first.message : "";
  return marks;
}

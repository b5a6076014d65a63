// Runs the query in the page and shows the answer as a table. Without this script the form still works:
// the browser then fetches the result as a file.
const byId = (id) => document.getElementById(id);
const editor = byId("editor"), query = byId("query"), results = byId("results");
const status = byId("status"), problem = byId("error"), downloads = byId("downloads");
const ROOT = "https://w3id.org/claimgraph";
const SHOWN = 1000; // rows put into the page; the downloads have them all
const TABLES = [["csv", "CSV"], ["tsv", "TSV"], ["json", "JSON"], ["xml", "XML"]];
const GRAPHS = [["ttl", "Turtle"], ["nt", "N-Triples"], ["jsonld", "JSON-LD"], ["rdf", "RDF/XML"]];
let running = null;

const prefixes = [...byId("prefixes").textContent.matchAll(/PREFIX (\S+): <(.+)>/g)]
  .map(([, prefix, base]) => [prefix, base])
  .sort((one, other) => other[1].length - one[1].length);

function compact(iri) {
  const found = prefixes.find(([, base]) => iri.startsWith(base));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

function address(format) {
  const parameters = new URLSearchParams({ query: query.value });
  if (format) parameters.set("format", format);
  return `/sparql?${parameters}`;
}

function element(name, text, attributes = {}) {
  const node = document.createElement(name);
  node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function cell(term) {
  const node = document.createElement("td");
  if (!term) return node;
  if (term.type === "uri") {
    const local = term.value.startsWith(ROOT + "/") && !term.value.startsWith(ROOT + "//") ? term.value.slice(ROOT.length) : null;
    const safe = local || (/^https?:\/\//.test(term.value) ? term.value : null);
    node.append(safe ? element("a", compact(term.value), { href: safe, title: term.value }) : term.value);
    return node;
  }
  node.textContent = term.value;
  if (term["xml:lang"]) node.lang = term["xml:lang"];
  if (term.datatype) node.title = compact(term.datatype);
  return node;
}

function table(answer) {
  const columns = answer.head.vars;
  const whole = document.createElement("table");
  const head = whole.createTHead().insertRow();
  for (const column of columns) head.append(element("th", column, { scope: "col" }));
  const body = whole.createTBody();
  for (const row of answer.results.bindings.slice(0, SHOWN)) {
    body.insertRow().append(...columns.map((column) => cell(row[column])));
  }
  return whole;
}

function showDownloads(formats) {
  downloads.replaceChildren("Download:", ...formats.map(([format, name]) => element("a", name, { href: address(format) })));
  downloads.hidden = false;
}

function show(answer, text, seconds) {
  const took = `${seconds.toFixed(seconds < 1 ? 3 : 1)} s`;
  if (answer && "boolean" in answer) {
    status.textContent = `${answer.boolean ? "Yes" : "No"}, in ${took}.`;
    showDownloads(TABLES);
  } else if (answer) {
    const count = answer.results.bindings.length;
    const cut = count > SHOWN ? `, the first ${SHOWN} shown` : "";
    status.textContent = `${count} ${count === 1 ? "row" : "rows"}${cut}, in ${took}.`;
    results.replaceChildren(table(answer));
    results.hidden = false;
    showDownloads(TABLES);
  } else {
    status.textContent = `Triples, in ${took}.`;
    const block = document.createElement("pre");
    block.textContent = text.length > 200000 ? text.slice(0, 200000) + "\n… cut here; the download has it all" : text;
    results.replaceChildren(block);
    results.hidden = false;
    showDownloads(GRAPHS);
  }
}

function clear() {
  problem.hidden = results.hidden = downloads.hidden = true;
  results.replaceChildren();
}

async function explain(response) {
  const text = await response.text();
  try {
    const said = JSON.parse(text);
    return [said.title, said.detail].filter(Boolean).join("\n") || text;
  } catch {
    return text || `The server answered ${response.status}.`;
  }
}

async function run() {
  if (running) running.abort();
  const mine = running = new AbortController();
  clear();
  status.textContent = "Running …";
  byId("stop").hidden = false;
  const start = performance.now();
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      body: query.value,
      signal: mine.signal,
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" },
    });
    if (!response.ok) throw new Error(await explain(response));
    const text = await response.text();
    const isTable = (response.headers.get("Content-Type") || "").includes("json");
    show(isTable ? JSON.parse(text) : null, text, (performance.now() - start) / 1000);
  } catch (error) {
    if (running !== mine) return; // a newer query runs
    status.textContent = error.name === "AbortError" ? "Stopped." : "The query was not answered.";
    if (error.name !== "AbortError") {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  } finally {
    if (running === mine) {
      running = null;
      byId("stop").hidden = true;
    }
  }
}

function remember() {
  byId("permalink").href = `/sparql?${new URLSearchParams({ edit: query.value })}`;
}

editor.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
query.addEventListener("input", remember);
byId("stop").addEventListener("click", () => running && running.abort());
byId("examples").addEventListener("change", (event) => {
  if (event.target.value) query.value = event.target.value;
  remember();
});
byId("chooser").hidden = byId("permalink").hidden = false;
for (const node of [byId("format"), editor.querySelector("label[for=format]")]) node.hidden = true;
remember();

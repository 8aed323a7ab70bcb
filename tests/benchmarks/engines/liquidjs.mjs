// The worker process of LiquidJS: node liquidjs.mjs USERS TEMPLATES
// USERS is a file of JSON lines, TEMPLATES a JSON object of name to plain Liquid; the folder that holds LiquidJS (or the
// node_modules round it) is in the environment variable LIQUIDJS. It speaks the protocol of _worker.py.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const LOT = 20; // users between two looks at the clock
const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");

function find(folder) {
  const load = createRequire(join(folder, "here.js"));
  for (const name of [folder, "liquidjs", join(folder, "liquidjs")]) {
    try {
      return { ...load(name), version: load(join(name, "package.json")).version };
    } catch (missing) {
      if (missing.code !== "MODULE_NOT_FOUND") throw missing;
    }
  }
  return null;
}

// Renders per second; users are parsed just before they are rendered, outside the clock.
function rate(work, prepare, seconds, renders) {
  let done = 0;
  let spent = 0;
  while (spent < seconds || done < renders) {
    const lot = nextLot().map(prepare);
    const start = process.hrtime.bigint();
    for (const item of lot) work(item);
    spent += Number(process.hrtime.bigint() - start) / 1e9;
    done += lot.length;
  }
  return done / spent;
}

let at = 0;
function nextLot() {
  if (at >= lines.length) at = 0;
  return lines.slice(at, (at += LOT));
}

function withClockHeld(instant, work) {
  const Running = globalThis.Date;
  globalThis.Date = class extends Running {
    constructor(...parts) {
      super(...(parts.length ? parts : [instant]));
    }
    static now() {
      return new Running(instant).getTime();
    }
  };
  try {
    return work();
  } finally {
    globalThis.Date = Running;
  }
}

const found = find(process.env.LIQUIDJS);
if (found === null) {
  say({ missing: `no LiquidJS in ${process.env.LIQUIDJS}` });
  process.exit();
}
const engine = new found.Liquid();
engine.registerFilter("hmac_sha1_hex", (value, key) => createHmac("sha1", key).update(String(value)).digest("hex"));
engine.registerFilter("json_escape", (value) => JSON.stringify(String(value)).slice(1, -1));
engine.registerFilter("url_param_escape", (value) => encodeURIComponent(String(value)));

const lines = readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean);
const parse = (line) => JSON.parse(line);
const sources = JSON.parse(readFileSync(process.argv[3], "utf8"));
const parsed = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, engine.parse(source)]));
say({ version: `${found.version}, Node ${process.versions.node}` });

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const template = parsed[request.workload];
  if (request.do === "outputs") {
    const some = lines.slice(0, request.count).map(parse);
    say({ outputs: withClockHeld(request.now, () => some.map((user) => engine.renderSync(template, user))) });
  } else if (request.mode === "render") {
    say({ rate: rate((user) => engine.renderSync(template, user), parse, request.seconds, request.renders) });
  } else if (request.mode === "line") {
    const work = (text) => Buffer.from(engine.renderSync(template, JSON.parse(text)));
    say({ rate: rate(work, (line) => line, request.seconds, request.renders) });
  } else {
    const source = sources[request.workload];
    const work = (user) => engine.parseAndRenderSync(source, user);
    say({ rate: rate(work, parse, request.seconds, request.renders) });
  }
}

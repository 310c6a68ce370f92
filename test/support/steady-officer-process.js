// An officer who asks one question after another, at moments of its own choosing, from a process of its own.
// It is told by messages: { url, body } of what to ask; "begin" and "end" of a stretch, whose milliseconds it sends back.
import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";

/** On average; the moments are drawn, so that they fall on no beat of the graph's. */
const PAUSE_MS = 12;

const dispatcher = new Agent({ connections: 4 });
let question = null;
let taken = [];

async function ask() {
  const startedAt = performance.now();
  const { statusCode, body } = await request(question.url, {
    dispatcher,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: question.body,
  });
  const { errors } = await body.json();
  if (statusCode !== 200 || errors !== undefined) throw new Error(`${statusCode}: ${JSON.stringify(errors)}`);
  return performance.now() - startedAt;
}

async function askOn() {
  for (;;) {
    await wait(1 + Math.random() * 2 * (PAUSE_MS - 1));
    const stretch = taken;
    stretch.push(await ask());
  }
}

process.on("message", (message) => {
  if (message === "begin") taken = [];
  else if (message === "end") process.send(taken);
  else {
    question = message;
    for (let count = 0; count < 2; count += 1) void askOn();
  }
});
process.once("disconnect", () => process.exit());

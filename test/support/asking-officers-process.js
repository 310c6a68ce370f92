// Officers who ask one question again and again, from a process of their own, so that what they do themselves holds up nobody.
// It is told by messages: { url, body, officers, pauseMs, everyMs } of what to ask, how many of them, and how fast; "begin" and
// "end" of a stretch, whose milliseconds it sends back.
import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";

const dispatcher = new Agent({ connections: 4 });
let question = null;
let stretch = null;

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

/** The pauses are drawn, so that the moments fall on no beat of the graph's. */
async function askOn(its) {
  while (!its.isOver) {
    const next = wait(question.everyMs);
    await wait(Math.random() * 2 * question.pauseMs);
    its.taken.push(await ask());
    await next;
  }
}

function begin() {
  const its = { isOver: false, taken: [], asking: [] };
  its.asking = Array.from({ length: question.officers }, () => askOn(its));
  return its;
}

process.on("message", async (message) => {
  if (message === "begin") stretch = begin();
  else if (message === "end") {
    stretch.isOver = true;
    await Promise.all(stretch.asking);
    process.send(stretch.taken);
  } else question = message;
});
process.once("disconnect", () => process.exit());

import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { packageFile } from "../../subgraphs/kit/package-file.js";

const VEHICLE = `query Vehicle($vin: String!) { vehicle(vin: $vin, asRead: true) { outcome complete hits { ref score } } }`;

export interface AskingOfficers extends Disposable {
  /** A stretch begins: they ask. */
  begin(): void;
  /** It ends once they have their last answers: what each question that was asked in it has taken, milliseconds. */
  end(): Promise<readonly number[]>;
}

/** How fast each asks: after a pause of so long on average, and so long after the question before it at least. Milliseconds. */
interface Pace {
  readonly officers: number;
  readonly pauseMs: number;
  readonly everyMs: number;
}

/** Officers who ask this all the time, in a process of their own. */
export function startOfficers(
  url: string,
  question: { readonly query: string; readonly variables: object },
  pace: Pace,
): AskingOfficers {
  const child = fork(packageFile("test/support/asking-officers-process.js"));
  child.send({ url, body: JSON.stringify(question), ...pace });
  return {
    begin: () => void child.send("begin"),
    end: async () => {
      const answer = once(child, "message");
      child.send("end");
      return z.array(z.number()).parse((await answer)[0]);
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}

/** Two who look up vehicles. */
export function startSteadyOfficers(url: string): AskingOfficers {
  const question = { query: VEHICLE, variables: { vin: "WVWZZZ1KZAW518264" } };
  return startOfficers(url, question, { officers: 2, pauseMs: 12, everyMs: 0 });
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { packageFile } from "../../subgraphs/kit/package-file.js";

const VEHICLE = `query Vehicle($vin: String!) { vehicle(vin: $vin, asRead: true) { outcome complete hits { ref score } } }`;

export interface SteadyOfficer extends Disposable {
  /** A stretch begins. */
  begin(): void;
  /** It ends: what each question that was asked in it has taken, milliseconds. */
  end(): Promise<readonly number[]>;
}

/** Somebody who looks up vehicles all the time, in a process of his own. */
export function startSteadyOfficer(url: string): SteadyOfficer {
  const child = fork(packageFile("test/support/steady-officer-process.js"));
  child.send({ url, body: JSON.stringify({ query: VEHICLE, variables: { vin: "WVWZZZ1KZAW518264" } }) });
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

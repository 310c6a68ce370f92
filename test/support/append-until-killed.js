// Appends to a log under load until it is killed, and says of each entry that was acknowledged where it is and which.
// It runs from the built project: node append-until-killed.js <folder> <milliseconds between publications>
import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { AuditLog } from "../../dist/gateway/audit/audit-log.js";
import { LogFolder } from "../../dist/gateway/audit/store/log-folder.js";
import { openLogKey } from "../../dist/gateway/audit/store/log-key.js";

const [, , folder, publishMs] = process.argv;
const signer = await openLogKey(new LogFolder(folder), { origin: "crosscheck.example/audit", mayMake: true });
const log = await AuditLog.open({ folder, signer, publishMs: Number(publishMs) });

const who = { id: "officer-1", country: "FRA", agency: "PJ", unit: "U-17" };

async function append() {
  for (;;) {
    const auditId = randomUUID();
    const payload = { kind: "RELEASE", who, why: null, refs: [`SWE/${auditId.slice(0, 8)}`], sources: {}, errors: [] };
    const { index } = await log.append({ auditId, at: new Date(), retention: "nominal", payload });
    writeSync(1, `${index} ${auditId}\n`);
  }
}

writeSync(1, "ready\n");
await Promise.all(Array.from({ length: 8 }, append));

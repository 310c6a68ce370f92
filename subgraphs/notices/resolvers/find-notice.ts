import { SourceUnavailable } from "../../kit/errors.js";
import type { SourcesContext } from "../../kit/graph/request-context.js";
import { isComplete } from "../../kit/sources/ask-sources.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { mayHold } from "../../kit/sources/find-by-refs.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import { STATES_IN_FORCE } from "../backends/notice-record.js";
import type { NoticeRecord } from "../backends/notice-record.js";
import type { NoticeSource } from "../backends/notice-source.js";

/**
 * The owner's notice in force with this entity id, or null. The owner's own source is believed before a central one, and
 * the state is looked at last, so that what the owner has cancelled does not come back out of an older copy.
 * @throws SourceUnavailable where a source that may hold it did not answer and no other has it: then nobody knows
 */
export async function findNotice(
  lines: readonly SourceLine<NoticeSource>[],
  { entityId, owner }: { readonly entityId: string; readonly owner: string },
  { signal, policies }: SourcesContext,
): Promise<NoticeRecord | null> {
  const question = { names: [], dateOfBirth: null, sex: null, nationalities: [], entityId };
  const { hits, replies } = await searchSources(
    lines.filter((line) => mayHold(line, owner)),
    (port, disclosures, deadline) => port.search(question, disclosures, deadline),
    { signal, policies },
  );
  const found = hits.find(({ record }) => record?.owner === owner && record.entityId === entityId)?.record;
  if (found) return STATES_IN_FORCE.has(found.state) ? found : null;
  const silent = replies.find((reply) => !isComplete([reply]));
  if (silent !== undefined) throw new SourceUnavailable(silent.source);
  return null;
}

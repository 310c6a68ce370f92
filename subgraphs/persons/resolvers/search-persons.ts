import type { SourcesContext } from "../../kit/graph/request-context.js";
import { answerNotAsked, shapeAnswer } from "../../kit/graph/shape-answer.js";
import type { SourceLine } from "../../kit/sources/ask-sources.js";
import { searchSources } from "../../kit/sources/search-sources.js";
import type { PersonQuestion, PersonSource } from "../backends/person-source.js";
import { questionKeys } from "../matching/person-keys.js";
import type { PersonAnswer } from "../types/person-answer.js";
import { shapePerson } from "./shape-person.js";

/** Asks every source for the person; without a name or a document that can be searched by no source is asked. */
export async function searchPersons(
  lines: readonly SourceLine<PersonSource>[],
  question: PersonQuestion,
  context: SourcesContext,
): Promise<PersonAnswer> {
  const { name, document } = questionKeys(question);
  if (name.length === 0 && document.length === 0) return answerNotAsked(lines);
  const answers = await searchSources(
    lines,
    (port, disclosures, signal) => port.search(question, disclosures, signal),
    context,
  );
  return shapeAnswer(answers, (hit, { record }) => ({ ...hit, person: record && shapePerson(record) }));
}
